// Moves a face toward the advice.
#pragma once

#include "Components/ActorComponent.h"
#include "CoreMinimal.h"
#include "DerTypes.h"

#include "DerFaceComponent.generated.h"

class USkeletalMeshComponent;

/** Applies advised weights to the morph targets of a skeletal mesh. For a MetaHuman, whose curves are driven by its
 * animation blueprint, read GetCurve there (or use the Live Link subject, see UDerLiveLink). */
UCLASS(ClassGroup = "DER", meta = (BlueprintSpawnableComponent))
class DERSERVER_API UDerFaceComponent : public UActorComponent
{
	GENERATED_BODY()

public:
	UDerFaceComponent();

	/** The target's name; declared to the subsystem when play begins. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "DER")
	FName Target = TEXT("face");

	/** `arkit` for morph targets or curves named as ARKit's. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "DER")
	FString Rig = TEXT("arkit");

	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "DER")
	EDerRole Role = EDerRole::Own;

	/** Whether morph targets are set; off where an animation blueprint reads GetCurve. */
	UPROPERTY(EditAnywhere, BlueprintReadOnly, Category = "DER")
	bool bSetMorphTargets = true;

	/** The weight of a curve now, 0 to 1, eased. Thread-safe reading is up to the caller: copy on the game thread. */
	UFUNCTION(BlueprintPure, Category = "DER")
	float GetCurve(FName Curve) const;

	virtual void BeginPlay() override;
	virtual void EndPlay(const EEndPlayReason::Type Reason) override;
	virtual void TickComponent(float DeltaTime, ELevelTick TickType, FActorComponentTickFunction* Function) override;

private:
	UFUNCTION()
	void Show(const FDerAdvice& Advice);

	UPROPERTY()
	TObjectPtr<USkeletalMeshComponent> Face;

	TMap<FName, float> Goals;
	TMap<FName, float> Now;
	float BlendSeconds = 0.2f;
};
