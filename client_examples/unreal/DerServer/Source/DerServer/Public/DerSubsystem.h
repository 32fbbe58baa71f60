// One person's session with a DER server, for Blueprints and C++. Lives as long as the game instance: a level may change.
#pragma once

#include "CoreMinimal.h"
#include "DerTypes.h"
#include "Subsystems/GameInstanceSubsystem.h"
#include "Tickable.h"

#include "DerSubsystem.generated.h"

namespace der
{
struct Listener;
namespace v1
{
struct SessionState;
}
}

/** Everything here returns at once, and every event is told on the game thread. */
UCLASS()
class DERSERVER_API UDerSubsystem : public UGameInstanceSubsystem, public FTickableGameObject
{
	GENERATED_BODY()

public:
	/** An avatar to advise, before Connect. Rig: `arkit`, `vrm`, `fb` ... */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void AddTarget(FName Target, FString Rig = TEXT("arkit"), EDerRole Role = EDerRole::Own);

	/** A face to be sent, before Connect. Standard: `arkit`, `fb` ...; Names: the order of SendFace, empty = the standard's. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void DeclareFace(FString Standard, const TArray<FName>& Names);

	/** A body to be sent, before Connect. Standard: `vrm`, `unity`, `mixamo` ...; Names: the order of SendBody. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void DeclareBody(FString Standard, const TArray<FName>& Names);

	/** Sound to be sent, before Connect. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void DeclareVoice(int32 SampleRateHz);

	/** Begin a session for what the person consented to; an earlier one ends. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void Connect(const TArray<EDerModality>& Consented, EDerAgeClass AgeClass);

	/** The person saw the notice and went on. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void ConfirmNotice();

	/** The person did not agree: the session ends, nothing was read. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void RefuseNotice();

	/** Coefficients 0 to 1 in the declared order. bLost: the face is not tracked now. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void SendFace(const TArray<float>& Weights, bool bLost = false);

	/** The head in Unreal's space and centimetres; converted here. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void SendHead(const FTransform& Head);

	/** Places of the joints in the declared order, in the world's space and centimetres; converted here. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void SendBody(const TArray<FVector>& Joints);

	/** Words of the person, written or recognised. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void SendText(const FString& Text);

	/** Mono sound, -1 to 1, at the declared rate; it ended just now. FirstSample: its place in all that was recorded. */
	void SendVoice(TConstArrayView<float> Samples, int64 FirstSample);

	/** The person has just finished speaking: a state follows at once. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void EndOfUtterance();

	/** Take consent back, before everything that waits. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void Withdraw(const TArray<EDerModality>& Modalities);

	/** Nothing more comes: the server answers everything, then the phase is Finished. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void Finish();

	/** End now. */
	UFUNCTION(BlueprintCallable, Category = "DER")
	void Leave();

	UFUNCTION(BlueprintPure, Category = "DER")
	EDerPhase GetPhase() const { return Phase; }

	/** Bearer token, asked for before every connection; only sent over TLS or on loopback. */
	TFunction<FString()> Token;

	UPROPERTY(BlueprintAssignable, Category = "DER")
	FDerPhaseEvent OnPhase;

	/** The session failed, or was cut and reconnects; words to show. */
	UPROPERTY(BlueprintAssignable, Category = "DER")
	FDerErrorEvent OnError;

	/** Show this text to the person, then ConfirmNotice or RefuseNotice. */
	UPROPERTY(BlueprintAssignable, Category = "DER")
	FDerNoticeToShowEvent OnNoticeToShow;

	/** Samples were refused; the session goes on. */
	UPROPERTY(BlueprintAssignable, Category = "DER")
	FDerNoticeEvent OnNotice;

	UPROPERTY(BlueprintAssignable, Category = "DER")
	FDerStateEvent OnState;

	UPROPERTY(BlueprintAssignable, Category = "DER")
	FDerAdviceEvent OnAdvice;

	/** Told when the strategy changes, and when a human should look. */
	UPROPERTY(BlueprintAssignable, Category = "DER")
	FDerDialogueEvent OnDialogue;

	virtual void Deinitialize() override;
	virtual void Tick(float DeltaTime) override;
	virtual ETickableTickType GetTickableTickType() const override;
	virtual bool IsTickableWhenPaused() const override { return true; }
	virtual TStatId GetStatId() const override;

private:
	der::Listener Listener(const TWeakPtr<struct FDerVisit>& Told);
	void ShowState(const der::v1::SessionState& State);

	TSharedPtr<struct FDerVisit> Visit;
	TSharedPtr<struct FDerDeclared> Declared;
	EDerPhase Phase = EDerPhase::Idle;
};
