#include "DerSubsystem.h"

#include "DerConvert.h"
#include "DerSettings.h"
#include "DerWebSocket.h"

#include "der/outbox.h"
#include "der/pcm.h"
#include "der/space.h"
#include "grpc/transport.h"

namespace
{
constexpr int64 FlushUs = 50'000;

std::string Utf8(const FString& Text)
{
	return std::string(TCHAR_TO_UTF8(*Text));
}

/** gRPC for http:// and https:// where the plugin was built with it, else the engine's WebSockets, which say what is
 * wrong with an address that is none of theirs. */
std::shared_ptr<der::Transport> TransportTo(const FString& Address)
{
#if WITH_DER_GRPC
	if (Address.StartsWith(TEXT("http"))) return der::GrpcTransport(Utf8(Address));
#endif
	return std::make_shared<FDerWebSockets>(Address);
}
}

/** What will be said in `start`. */
struct FDerDeclared
{
	std::vector<der::v1::AdviceTarget> Targets;
	std::vector<der::v1::FaceSource> Faces;
	std::vector<der::v1::BodySource> Bodies;
	int32 VoiceHz = 0;
};

/** The running session, and the samples of the last 50 ms. */
struct FDerVisit
{
	std::unique_ptr<der::Session> Session;
	der::v1::Signals Signals;
	int64 FlushedUs = 0;
	int32 VoiceHz = 0;
	FName Strategy;
	bool bNeedsHuman = false;

	void Flush(int64 NowUs)
	{
		FlushedUs = NowUs;
		Session->Send(std::move(Signals));
		Signals = {};
	}
};

void UDerSubsystem::AddTarget(FName Target, FString Rig, EDerRole Role)
{
	if (!Declared) Declared = MakeShared<FDerDeclared>();
	der::v1::AdviceTarget Wanted;
	Wanted.id = Utf8(Target.ToString());
	Wanted.rig = Utf8(Rig);
	Wanted.role = static_cast<der::v1::TargetRole>(Role);
	for (der::v1::AdviceTarget& Known : Declared->Targets)
	{
		if (Known.id != Wanted.id) continue;
		Known = Wanted; // a level was loaded again
		return;
	}
	Declared->Targets.push_back(Wanted);
}

void UDerSubsystem::DeclareFace(FString Standard, const TArray<FName>& Names)
{
	if (!Declared) Declared = MakeShared<FDerDeclared>();
	der::v1::FaceSource Source;
	Source.standard = Utf8(Standard);
	for (const FName& Name : Names) Source.names.push_back(Utf8(Name.ToString()));
	Declared->Faces = {Source};
}

void UDerSubsystem::DeclareBody(FString Standard, const TArray<FName>& Names)
{
	if (!Declared) Declared = MakeShared<FDerDeclared>();
	der::v1::BodySource Source;
	Source.standard = Utf8(Standard);
	for (const FName& Name : Names) Source.names.push_back(Utf8(Name.ToString()));
	Declared->Bodies = {Source};
}

void UDerSubsystem::DeclareVoice(int32 SampleRateHz)
{
	if (!Declared) Declared = MakeShared<FDerDeclared>();
	Declared->VoiceHz = SampleRateHz;
}

void UDerSubsystem::Connect(const TArray<EDerModality>& Consented, EDerAgeClass AgeClass)
{
	Leave();
	if (!Declared) Declared = MakeShared<FDerDeclared>();
	const UDerSettings* Settings = GetDefault<UDerSettings>();
	der::v1::SessionStart Start;
	Start.client.emplace().name = "unreal.der-server";
	der::v1::LegalContext& Context = Start.context.emplace();
	Context.age_class = static_cast<der::v1::AgeClass>(AgeClass);
	Context.scenario = static_cast<der::v1::Scenario>(Settings->Scenario);
	Context.subject_role = static_cast<der::v1::SubjectRole>(Settings->SubjectRole);
	Start.language = Utf8(Settings->Language);
	Start.rate_hz = Settings->RateHz;
	Start.targets = Declared->Targets;
	for (const EDerModality Modality : Consented)
	{
		der::v1::ConsentGrant& Grant = Start.consent.emplace_back();
		Grant.modality = static_cast<der::v1::Modality>(Modality);
		Grant.uses.push_back(der::v1::Use::kInfer);
	}
	if (Consented.Contains(EDerModality::Face)) Start.face_sources = Declared->Faces;
	if (Consented.Contains(EDerModality::Body)) Start.body_sources = Declared->Bodies;
	if (Consented.Contains(EDerModality::Voice) && Declared->VoiceHz > 0) Start.voice.emplace().sample_rate_hz = Declared->VoiceHz;

	der::Options Options;
	Options.own_thread = false; // the engine's sockets belong to the game thread
	Options.max_tries = Settings->MaxTries;
	Options.silence_s = Settings->SilenceSeconds;
	if (Token) Options.token = [Ask = Token]() { return Utf8(Ask()); };

	Visit = MakeShared<FDerVisit>();
	Visit->VoiceHz = Declared->VoiceHz;
	Visit->Session = std::make_unique<der::Session>(TransportTo(Settings->Address), Options, Start, Listener(Visit));
	Visit->Session->Begin();
}

/** What the visit has to tell, as long as it is the running one: any listener may leave or connect anew. */
der::Listener UDerSubsystem::Listener(const TWeakPtr<FDerVisit>& Told)
{
	const auto Running = [this, Told]() { return Visit.IsValid() && Visit == Told.Pin(); };
	der::Listener Out;
	Out.on_phase = [this, Running](der::Phase NewPhase, const der::Error& Error)
	{
		if (!Running()) return;
		Phase = static_cast<EDerPhase>(NewPhase);
		const FString Reason = DerConvert::Text(Error.reason), Message = DerConvert::Text(Error.message);
		OnPhase.Broadcast(Phase, Reason, Message);
		if (!Error.reason.empty()) OnError.Broadcast(Reason, Message);
	};
	Out.on_notice_to_show = [this, Running](const der::v1::PrivacyNotice& Notice)
	{
		if (Running()) OnNoticeToShow.Broadcast(DerConvert::Text(Notice.text));
	};
	Out.on_notice = [this, Running](const der::v1::Notice& Notice)
	{
		if (Running()) OnNotice.Broadcast(DerConvert::Text(der::v1::Name(Notice.reason)), DerConvert::Text(Notice.message), static_cast<int32>(Notice.count));
	};
	Out.on_state = [this, Running](const der::v1::SessionState& State)
	{
		if (Running()) ShowState(State);
	};
	return Out;
}

void UDerSubsystem::ShowState(const der::v1::SessionState& State)
{
	const TSharedPtr<FDerVisit> Kept = Visit;
	const der::v1::Ready& Ready = Kept->Session->ready();
	OnState.Broadcast(DerConvert::State(Ready, State));
	for (const auto& Advice : State.avatars)
	{
		if (Advice.target_index < Ready.targets.size()) OnAdvice.Broadcast(DerConvert::Advice(Ready.targets[Advice.target_index], Advice));
	}
	if (!State.dialogue) return;
	const FDerDialogue Dialogue = DerConvert::Dialogue(*State.dialogue);
	if (Dialogue.Strategy == Kept->Strategy && Dialogue.bNeedsHuman == Kept->bNeedsHuman) return;
	Kept->Strategy = Dialogue.Strategy;
	Kept->bNeedsHuman = Dialogue.bNeedsHuman;
	OnDialogue.Broadcast(Dialogue);
}

void UDerSubsystem::ConfirmNotice()
{
	if (Visit) Visit->Session->ConfirmNotice();
}

void UDerSubsystem::RefuseNotice()
{
	if (Visit) Visit->Session->RefuseNotice();
}

void UDerSubsystem::SendFace(const TArray<float>& Weights, bool bLost)
{
	if (!Visit) return;
	der::v1::FaceFrame& Frame = Visit->Signals.faces.emplace_back();
	Frame.capture_time_us = der::NowUs();
	Frame.weights.assign(Weights.GetData(), Weights.GetData() + Weights.Num());
	Frame.lower_lost = Frame.left_upper_lost = Frame.right_upper_lost = bLost;
}

void UDerSubsystem::SendHead(const FTransform& Head)
{
	if (!Visit) return;
	const FVector Place = Head.GetLocation();
	const FQuat Turn = Head.GetRotation();
	der::v1::HeadFrame& Frame = Visit->Signals.heads.emplace_back();
	Frame.capture_time_us = der::NowUs();
	der::v1::Pose& Pose = Frame.head.emplace();
	Pose.position = der::PositionFromUnreal(Place.X, Place.Y, Place.Z);
	Pose.rotation = der::RotationFromUnreal(Turn.X, Turn.Y, Turn.Z, Turn.W);
}

void UDerSubsystem::SendBody(const TArray<FVector>& Joints)
{
	if (!Visit) return;
	der::v1::BodyFrame& Frame = Visit->Signals.bodies.emplace_back();
	Frame.capture_time_us = der::NowUs();
	for (const FVector& Joint : Joints)
	{
		const der::v1::Vec3 At = der::PositionFromUnreal(Joint.X, Joint.Y, Joint.Z);
		Frame.positions.insert(Frame.positions.end(), {At.x, At.y, At.z});
	}
}

void UDerSubsystem::SendText(const FString& Text)
{
	if (!Visit) return;
	der::v1::TextInput& Input = Visit->Signals.texts.emplace_back();
	Input.capture_time_us = der::NowUs();
	Input.text = Utf8(Text);
}

void UDerSubsystem::SendVoice(TConstArrayView<float> Samples, int64 FirstSample)
{
	if (!Visit || Visit->VoiceHz <= 0 || Samples.Num() == 0) return;
	der::v1::VoiceChunk& Chunk = Visit->Signals.voices.emplace_back();
	Chunk.capture_time_us = der::NowUs() - static_cast<int64>(Samples.Num()) * 1'000'000 / Visit->VoiceHz;
	Chunk.first_sample = FirstSample;
	Chunk.data = der::Pcm16(Samples.GetData(), static_cast<size_t>(Samples.Num()), 1);
}

void UDerSubsystem::EndOfUtterance()
{
	if (Visit) Visit->Signals.end_of_utterance = true;
}

void UDerSubsystem::Withdraw(const TArray<EDerModality>& Modalities)
{
	if (!Visit) return;
	std::vector<der::v1::Modality> Named;
	for (const EDerModality Modality : Modalities) Named.push_back(static_cast<der::v1::Modality>(Modality));
	der::Strip(Visit->Signals, Named);
	Visit->Session->Withdraw(Named);
}

void UDerSubsystem::Finish()
{
	if (!Visit) return;
	Visit->Flush(der::NowUs());
	Visit->Session->Finish();
}

void UDerSubsystem::Leave()
{
	if (!Visit) return;
	Visit.Reset();
	Phase = EDerPhase::Finished;
	OnPhase.Broadcast(Phase, FString(), FString());
}

void UDerSubsystem::Deinitialize()
{
	Leave();
	Super::Deinitialize();
}

void UDerSubsystem::Tick(float DeltaTime)
{
	const TSharedPtr<FDerVisit> Kept = Visit; // a listener may leave or connect anew
	if (!Kept) return;
	const int64 NowUs = der::NowUs();
	if (NowUs - Kept->FlushedUs >= FlushUs) Kept->Flush(NowUs);
	Kept->Session->Tick();
}

ETickableTickType UDerSubsystem::GetTickableTickType() const
{
	return HasAnyFlags(RF_ClassDefaultObject) ? ETickableTickType::Never : ETickableTickType::Always;
}

TStatId UDerSubsystem::GetStatId() const
{
	RETURN_QUICK_DECLARE_CYCLE_STAT(UDerSubsystem, STATGROUP_Tickables);
}
