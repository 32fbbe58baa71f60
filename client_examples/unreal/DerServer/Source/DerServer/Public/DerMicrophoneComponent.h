// The microphone, through AudioCapture.
#pragma once

#include "Components/ActorComponent.h"
#include "CoreMinimal.h"

#include "DerMicrophoneComponent.generated.h"

/** Sends the default microphone's sound while it plays. Declares itself when play begins, so it comes before Connect. */
UCLASS(ClassGroup = "DER", meta = (BlueprintSpawnableComponent))
class DERSERVER_API UDerMicrophoneComponent : public UActorComponent
{
	GENERATED_BODY()

public:
	UDerMicrophoneComponent();

	virtual void BeginPlay() override;
	virtual void EndPlay(const EEndPlayReason::Type Reason) override;
	virtual void TickComponent(float DeltaTime, ELevelTick TickType, FActorComponentTickFunction* Function) override;

private:
	TSharedPtr<struct FDerMicrophone> Microphone;
};
