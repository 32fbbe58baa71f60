// Project Settings > Plugins > DER Server.
#pragma once

#include "CoreMinimal.h"
#include "DerTypes.h"
#include "Engine/DeveloperSettings.h"

#include "DerSettings.generated.h"

/** Where the server is and how a bad network is borne. */
UCLASS(Config = Game, DefaultConfig, meta = (DisplayName = "DER Server"))
class DERSERVER_API UDerSettings : public UDeveloperSettings
{
	GENERATED_BODY()

public:
	/** The server's browser door (`der serve --web-listen`): ws://HOST:PORT, or wss:// with TLS. Where the plugin was
	 * built with gRPC, also the server's own door: http://HOST:PORT, or https:// with TLS. */
	UPROPERTY(Config, EditAnywhere, Category = "DER")
	FString Address = TEXT("ws://127.0.0.1:50711");

	/** BCP-47 tag of the person's language. */
	UPROPERTY(Config, EditAnywhere, Category = "DER")
	FString Language = TEXT("en");

	/** What the conversation is. */
	UPROPERTY(Config, EditAnywhere, Category = "DER")
	EDerScenario Scenario = EDerScenario::Game;

	/** Who the person is in it: say it for customer service, meetings, classrooms and clinics. */
	UPROPERTY(Config, EditAnywhere, Category = "DER")
	EDerSubjectRole SubjectRole = EDerSubjectRole::Player;

	/** States per second. */
	UPROPERTY(Config, EditAnywhere, Category = "DER", meta = (ClampMin = 1, ClampMax = 30))
	float RateHz = 10;

	/** Streams tried in a row that never came about, before giving up. */
	UPROPERTY(Config, EditAnywhere, Category = "DER", meta = (ClampMin = 0))
	int32 MaxTries = 8;

	/** Seconds without a word from the server after which a stream counts as cut. */
	UPROPERTY(Config, EditAnywhere, Category = "DER", meta = (ClampMin = 6))
	float SilenceSeconds = 15;
};
