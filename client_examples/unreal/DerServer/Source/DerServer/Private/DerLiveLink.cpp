#include "DerLiveLink.h"

#include "DerLiveLinkSource.h"
#include "DerSubsystem.h"
#include "Engine/GameInstance.h"
#include "Engine/World.h"
#include "Features/IModularFeatures.h"
#include "ILiveLinkClient.h"

void UDerLiveLink::BeginPlay()
{
	Super::BeginPlay();
	UDerSubsystem* Der = UGameInstance::GetSubsystem<UDerSubsystem>(GetWorld()->GetGameInstance());
	IModularFeatures& Features = IModularFeatures::Get();
	if (!Der || !Features.IsModularFeatureAvailable(ILiveLinkClient::ModularFeatureName)) return;
	Source = MakeShared<FDerLiveLinkSource>();
	Features.GetModularFeature<ILiveLinkClient>(ILiveLinkClient::ModularFeatureName).AddSource(Source);
	Der->OnState.AddDynamic(this, &UDerLiveLink::ShowState);
	Der->OnAdvice.AddDynamic(this, &UDerLiveLink::ShowAdvice);
}

void UDerLiveLink::EndPlay(const EEndPlayReason::Type Reason)
{
	if (UDerSubsystem* Der = UGameInstance::GetSubsystem<UDerSubsystem>(GetWorld()->GetGameInstance()))
	{
		Der->OnState.RemoveDynamic(this, &UDerLiveLink::ShowState);
		Der->OnAdvice.RemoveDynamic(this, &UDerLiveLink::ShowAdvice);
	}
	IModularFeatures& Features = IModularFeatures::Get();
	if (Source && Features.IsModularFeatureAvailable(ILiveLinkClient::ModularFeatureName))
	{
		Features.GetModularFeature<ILiveLinkClient>(ILiveLinkClient::ModularFeatureName).RemoveSource(Source);
	}
	Source.Reset();
	Super::EndPlay(Reason);
}

void UDerLiveLink::ShowState(const FDerState& State)
{
	TMap<FName, float> Curves = State.Probabilities;
	Curves.Add(TEXT("valence"), State.Valence);
	Curves.Add(TEXT("arousal"), State.Arousal);
	Curves.Add(TEXT("dominance"), State.Dominance);
	Curves.Add(TEXT("confidence"), State.Confidence);
	Source->Push(TEXT("der.emotion"), Curves);
}

void UDerLiveLink::ShowAdvice(const FDerAdvice& Advice)
{
	Source->Push(FName(*(FString(TEXT("der.")) + Advice.Target.ToString())), Advice.Weights);
}
