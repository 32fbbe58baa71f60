#include "DerFaceComponent.h"

#include "Components/SkeletalMeshComponent.h"
#include "DerSubsystem.h"
#include "Engine/GameInstance.h"
#include "Engine/World.h"
#include "GameFramework/Actor.h"

UDerFaceComponent::UDerFaceComponent()
{
	PrimaryComponentTick.bCanEverTick = true;
}

void UDerFaceComponent::BeginPlay()
{
	Super::BeginPlay();
	Face = GetOwner()->FindComponentByClass<USkeletalMeshComponent>();
	if (UDerSubsystem* Der = UGameInstance::GetSubsystem<UDerSubsystem>(GetWorld()->GetGameInstance()))
	{
		Der->AddTarget(Target, Rig, Role);
		Der->OnAdvice.AddDynamic(this, &UDerFaceComponent::Show);
	}
}

void UDerFaceComponent::EndPlay(const EEndPlayReason::Type Reason)
{
	if (UDerSubsystem* Der = UGameInstance::GetSubsystem<UDerSubsystem>(GetWorld()->GetGameInstance()))
	{
		Der->OnAdvice.RemoveDynamic(this, &UDerFaceComponent::Show);
	}
	Super::EndPlay(Reason);
}

void UDerFaceComponent::Show(const FDerAdvice& Advice)
{
	if (Advice.Target != Target) return;
	Goals = Advice.Weights;
	BlendSeconds = FMath::Max(0.02f, Advice.BlendSeconds);
}

void UDerFaceComponent::TickComponent(float DeltaTime, ELevelTick TickType, FActorComponentTickFunction* Function)
{
	Super::TickComponent(DeltaTime, TickType, Function);
	const float Share = 1 - FMath::Exp(-3 * DeltaTime / BlendSeconds); // 95 % of the way in BlendSeconds
	for (const TPair<FName, float>& Goal : Goals)
	{
		float& Weight = Now.FindOrAdd(Goal.Key);
		Weight += Share * (Goal.Value - Weight);
		if (bSetMorphTargets && Face) Face->SetMorphTarget(Goal.Key, Weight);
	}
}

float UDerFaceComponent::GetCurve(FName Curve) const
{
	return Now.FindRef(Curve);
}
