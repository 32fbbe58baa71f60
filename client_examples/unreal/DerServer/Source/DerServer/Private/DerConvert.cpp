#include "DerConvert.h"

namespace
{
float Mean(const std::optional<der::v1::Estimate>& Estimate)
{
	return Estimate ? Estimate->mean : 0.f;
}
}

namespace DerConvert
{
FString Text(const std::string& Utf8)
{
	return FString(UTF8_TO_TCHAR(Utf8.c_str()));
}

FName Name(const std::string& Utf8)
{
	return Utf8.empty() ? FName() : FName(UTF8_TO_TCHAR(Utf8.c_str()));
}

FDerState State(const der::v1::Ready& Ready, const der::v1::SessionState& State)
{
	FDerState Out;
	const bool bKnown = !State.unknown && State.label_index < Ready.labels.size();
	Out.Label = bKnown ? Name(Ready.labels[State.label_index]) : FName(TEXT("unknown"));
	Out.Confidence = State.confidence;
	for (size_t i = 0; i < State.probabilities.size() && i < Ready.labels.size(); ++i)
	{
		Out.Probabilities.Add(Name(Ready.labels[i]), State.probabilities[i]);
	}
	Out.Valence = Mean(State.valence);
	Out.Arousal = Mean(State.arousal);
	Out.Dominance = Mean(State.dominance);
	for (const auto& Level : State.social)
	{
		if (Level.label_index < Ready.social_labels.size()) Out.Social.Add(Name(Ready.social_labels[Level.label_index]), Level.level);
	}
	Out.bStale = State.stale;
	return Out;
}

FDerAdvice Advice(const der::v1::TargetLayout& Layout, const der::v1::AvatarAdvice& Advice)
{
	FDerAdvice Out;
	Out.Target = Name(Layout.id);
	for (size_t i = 0; i < Advice.weights.size() && i < Layout.names.size(); ++i)
	{
		Out.Weights.Add(Name(Layout.names[i]), Advice.weights[i]);
	}
	Out.BlendSeconds = Advice.blend_s;
	Out.Gaze = Name(Advice.gaze);
	Out.Posture = Name(Advice.posture);
	Out.Gesture = Name(Advice.gesture);
	return Out;
}

FDerDialogue Dialogue(const der::v1::DialogueAdvice& Dialogue)
{
	FDerDialogue Out;
	Out.Strategy = Name(Dialogue.strategy);
	Out.Tone = Name(Dialogue.tone);
	Out.Pace = Name(Dialogue.pace);
	for (const auto& Sentence : Dialogue.wording) Out.Wording.Add(Text(Sentence));
	Out.LlmContext = Text(Dialogue.llm_context);
	Out.bNeedsHuman = Dialogue.needs_human;
	return Out;
}
}
