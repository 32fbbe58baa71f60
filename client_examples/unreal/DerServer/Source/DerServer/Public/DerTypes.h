// What Blueprints see of a session. The protocol's own words are explained in docs/protocol.md.
#pragma once

#include "CoreMinimal.h"

#include "DerTypes.generated.h"

/** Where a session stands. */
UENUM(BlueprintType)
enum class EDerPhase : uint8
{
	Idle,
	Connecting,
	/** Show the notice, then ConfirmNotice or RefuseNotice. Nothing is sent before. */
	AwaitingNotice,
	Running,
	/** The stream was cut; the next one is being opened. */
	Reconnecting,
	Finished,
	Failed,
};

/** What a person can be read by; consent is asked for each. */
UENUM(BlueprintType)
enum class EDerModality : uint8
{
	Face = 1,
	Body,
	Voice,
	Text,
	Behaviour,
};

/** How old the person is. Unknown is treated as a child. */
UENUM(BlueprintType)
enum class EDerAgeClass : uint8
{
	Unknown,
	Adult,
	Teen,
	Child,
};

/** What the conversation is. */
UENUM(BlueprintType)
enum class EDerScenario : uint8
{
	Unspecified,
	General,
	CustomerService,
	Meeting,
	Game,
	Classroom,
	Clinic,
};

/** Who the person is in it. Unspecified gets the strictest reading of the law. */
UENUM(BlueprintType)
enum class EDerSubjectRole : uint8
{
	Unspecified,
	Private,
	Customer,
	Staff,
	Student,
	Patient,
	Player,
};

/** Whose avatar a target is. */
UENUM(BlueprintType)
enum class EDerRole : uint8
{
	/** The person's own: it shows what the person shows. */
	Own = 1,
	/** Whom the person talks to: it answers what the person shows. */
	Counterpart,
};

/** A person's state at one moment. */
USTRUCT(BlueprintType)
struct DERSERVER_API FDerState
{
	GENERATED_BODY()

	/** The likeliest emotion; `unknown` where none is sure enough. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Label;

	/** 0 to 1: that the label is right. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	float Confidence = 0;

	/** 0 to 1 by label; they sum to 1. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	TMap<FName, float> Probabilities;

	/** Unpleasant (-1) to pleasant (1). */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	float Valence = 0;

	/** Calm (-1) to excited (1). */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	float Arousal = 0;

	/** Submissive (-1) to dominant (1). */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	float Dominance = 0;

	/** Levels 0 to 1 of confusion, engagement ... */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	TMap<FName, float> Social;

	/** Most of the evidence is old. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	bool bStale = false;
};

/** What one avatar should show. */
USTRUCT(BlueprintType)
struct DERSERVER_API FDerAdvice
{
	GENERATED_BODY()

	/** The name given in AddTarget. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Target;

	/** Weights 0 to 1 by the rig's own names, such as `mouthSmileLeft`. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	TMap<FName, float> Weights;

	/** Seconds over which to move there. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	float BlendSeconds = 0.2f;

	/** `hold`, `meet`, `avert` or `follow`. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Gaze;

	/** Such as `lean_in`; none = no change. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Posture;

	/** Such as `nod_slow`; none = none. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Gesture;
};

/** How the dialogue should change. */
USTRUCT(BlueprintType)
struct DERSERVER_API FDerDialogue
{
	GENERATED_BODY()

	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Strategy;

	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Tone;

	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FName Pace;

	/** Ready sentences in the session's language; any one of them will do. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	TArray<FString> Wording;

	/** A block for the system prompt of a language model. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	FString LlmContext;

	/** The person's own words call for a human to look, now. */
	UPROPERTY(BlueprintReadOnly, Category = "DER")
	bool bNeedsHuman = false;
};

DECLARE_DYNAMIC_MULTICAST_DELEGATE_ThreeParams(FDerPhaseEvent, EDerPhase, Phase, FString, Reason, FString, Message);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_TwoParams(FDerErrorEvent, FString, Reason, FString, Message);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_OneParam(FDerNoticeToShowEvent, FString, Text);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_ThreeParams(FDerNoticeEvent, FString, Reason, FString, Message, int32, Count);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_OneParam(FDerStateEvent, const FDerState&, State);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_OneParam(FDerAdviceEvent, const FDerAdvice&, Advice);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_OneParam(FDerDialogueEvent, const FDerDialogue&, Dialogue);
