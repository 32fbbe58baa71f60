// The advice as Live Link subjects: a MetaHuman's own Live Link setup then needs no change but the subject's name.
#pragma once

#include "Components/ActorComponent.h"
#include "CoreMinimal.h"
#include "DerTypes.h"

#include "DerLiveLink.generated.h"

/** Adds a Live Link source while it plays. Subject `der.<target>` has the advised weights as curves (role Basic), subject
 * `der.emotion` valence, arousal, dominance, confidence and each label's probability. */
UCLASS(ClassGroup = "DER", meta = (BlueprintSpawnableComponent))
class DERSERVER_API UDerLiveLink : public UActorComponent
{
	GENERATED_BODY()

public:
	virtual void BeginPlay() override;
	virtual void EndPlay(const EEndPlayReason::Type Reason) override;

private:
	UFUNCTION()
	void ShowState(const FDerState& State);

	UFUNCTION()
	void ShowAdvice(const FDerAdvice& Advice);

	TSharedPtr<class FDerLiveLinkSource> Source;
};
