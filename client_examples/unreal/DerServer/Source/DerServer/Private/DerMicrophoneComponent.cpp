#include "DerMicrophoneComponent.h"

#include "AudioCaptureCore.h"
#include "DerSubsystem.h"
#include "Engine/GameInstance.h"
#include "Engine/World.h"
#include "HAL/CriticalSection.h"
#include "Misc/ScopeLock.h"

/** The capture stream, and what it has recorded since the last tick. */
struct FDerMicrophone
{
	Audio::FAudioCapture Capture;
	FCriticalSection Lock;
	TArray<float> Samples;
	int64 Recorded = 0;

	/** On the audio thread. */
	void Take(const float* Sound, int32 Frames, int32 Channels, int32 RateHz)
	{
		FScopeLock Guard(&Lock);
		if (Samples.Num() > RateHz) Samples.Reset(); // nobody has asked for a second: the gap shows in the sample count
		Recorded += Frames;
		for (int32 i = 0; i < Frames; ++i)
		{
			float Sum = 0;
			for (int32 c = 0; c < Channels; ++c) Sum += Sound[i * Channels + c];
			Samples.Add(Sum / Channels);
		}
	}
};

UDerMicrophoneComponent::UDerMicrophoneComponent()
{
	PrimaryComponentTick.bCanEverTick = true;
}

void UDerMicrophoneComponent::BeginPlay()
{
	Super::BeginPlay();
	UDerSubsystem* Der = UGameInstance::GetSubsystem<UDerSubsystem>(GetWorld()->GetGameInstance());
	const TSharedPtr<FDerMicrophone> New = MakeShared<FDerMicrophone>();
	Audio::FCaptureDeviceInfo Info;
	if (!Der || !New->Capture.GetCaptureDeviceInfo(Info)) return;
	const TWeakPtr<FDerMicrophone> Weak = New;
	Audio::FOnAudioCaptureFunction Heard = [Weak](const void* Sound, int32 Frames, int32 Channels, int32 RateHz, double, bool)
	{
		if (const TSharedPtr<FDerMicrophone> Kept = Weak.Pin()) Kept->Take(static_cast<const float*>(Sound), Frames, Channels, RateHz);
	};
	if (!New->Capture.OpenAudioCaptureStream(Audio::FAudioCaptureDeviceParams(), MoveTemp(Heard), 1024)) return;
	Der->DeclareVoice(New->Capture.GetSampleRate());
	New->Capture.StartStream();
	Microphone = New;
}

void UDerMicrophoneComponent::EndPlay(const EEndPlayReason::Type Reason)
{
	if (Microphone)
	{
		Microphone->Capture.StopStream();
		Microphone->Capture.CloseStream();
		Microphone.Reset();
	}
	Super::EndPlay(Reason);
}

void UDerMicrophoneComponent::TickComponent(float DeltaTime, ELevelTick TickType, FActorComponentTickFunction* Function)
{
	Super::TickComponent(DeltaTime, TickType, Function);
	UDerSubsystem* Der = UGameInstance::GetSubsystem<UDerSubsystem>(GetWorld()->GetGameInstance());
	if (!Microphone || !Der) return;
	TArray<float> Samples;
	int64 Recorded;
	{
		FScopeLock Guard(&Microphone->Lock);
		Samples = MoveTemp(Microphone->Samples);
		Microphone->Samples.Reset();
		Recorded = Microphone->Recorded;
	}
	Der->SendVoice(Samples, Recorded - Samples.Num());
}
