// Written by generate.py from protos/der_server/v1: do not edit. Units and ranges stand there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace der::v1 {

enum class AgeClass : int32_t { kUnspecified = 0, kAdult = 1, kTeen = 2, kChild = 3 };

enum class BehaviourKind : int32_t { kUnspecified = 0, kGazeToward = 1, kGazeAway = 2, kApproach = 3, kWithdraw = 4, kNod = 5, kHeadShake = 6, kGesture = 7, kIdle = 8, kRetry = 9, kError = 10, kSuccess = 11, kHelpRequest = 12, kQuitAttempt = 13, kTyping = 14, kDeleting = 15 };

enum class CalibrationVerdict : int32_t { kUnspecified = 0, kGood = 1, kTooShort = 2, kFaceLost = 3, kTalked = 4, kMoved = 5, kNotNeutral = 6, kNoSource = 7, kStopped = 8 };

enum class DetailLevel : int32_t { kUnspecified = 0, kNormal = 1, kFull = 2 };

enum class ErrorReason : int32_t { kUnspecified = 0, kNotProtobuf = 1, kBadRequest = 2, kBadFrame = 3, kBadDeclaration = 4, kOutOfOrder = 5, kLimitExceeded = 6, kOverloaded = 7, kNotAllowed = 8, kNotAuthenticated = 9, kNotFound = 10, kNotBuiltYet = 11, kBadBundle = 12, kNotFinite = 13, kOutOfRange = 14, kTimeWentBack = 15, kTimeInFuture = 16, kWrongUnits = 17, kNoConsent = 18, kAwaitingNotice = 19, kGoingAway = 20, kTooFast = 21, kIdle = 22, kInternal = 23, kNoSignal = 24, kClipped = 25, kWrongRate = 26, kLeftRightSwapped = 27, kProfileUnavailable = 40, kWrongKey = 41, kAuditUnavailable = 42, kErased = 43, kRepeated = 44, kAiAct51F = 50, kNoWrittenRelease = 51, kNotAttested = 52, kNotAdult = 53, kSelfOnly = 54 };

enum class FeedbackSource : int32_t { kUnspecified = 0, kPerson = 1, kObserver = 2 };

enum class Modality : int32_t { kUnspecified = 0, kFace = 1, kBody = 2, kVoice = 3, kText = 4, kBehaviour = 5 };

enum class ModelChoice : int32_t { kUnspecified = 0, kFast = 1, kAccurate = 2 };

enum class PlotIntent : int32_t { kUnspecified = 0, kRaise = 1, kEase = 2 };

enum class Purpose : int32_t { kUnspecified = 0, kInteraction = 1, kMedical = 2, kSafety = 3, kSelfTraining = 4, kResearch = 5 };

enum class RegionOverride : int32_t { kUnspecified = 0, kNone = 1, kBlock = 2, kBlend = 3 };

enum class Scenario : int32_t { kUnspecified = 0, kGeneral = 1, kCustomerService = 2, kMeeting = 3, kGame = 4, kClassroom = 5, kClinic = 6 };

enum class Speaker : int32_t { kUnspecified = 0, kPerson = 1, kCounterpart = 2 };

enum class SubjectRole : int32_t { kUnspecified = 0, kPrivate = 1, kCustomer = 2, kStaff = 3, kStudent = 4, kPatient = 5, kPlayer = 6 };

enum class TargetRole : int32_t { kUnspecified = 0, kOwn = 1, kCounterpart = 2 };

enum class TargetStyle : int32_t { kUnspecified = 0, kSubtle = 1, kNatural = 2, kStylised = 3 };

enum class TransitionKind : int32_t { kUnspecified = 0, kOnset = 1, kOffset = 2 };

enum class Trigger : int32_t { kUnspecified = 0, kTick = 1, kText = 2, kEndOfSpeech = 3 };

enum class Use : int32_t { kUnspecified = 0, kInfer = 1, kAdapt = 2, kStore = 3, kSharePair = 4, kWatch = 5, kRecord = 6 };

enum class Verdict : int32_t { kUnspecified = 0, kRight = 1, kWrong = 2 };

enum class VoiceEncoding : int32_t { kUnspecified = 0, kPcm16 = 1, kFloat32 = 2, kOpus = 3, kPcm24 = 4 };

inline const char* Name(ErrorReason value) {
  switch (static_cast<int32_t>(value)) {
    case 0: return "UNSPECIFIED";
    case 1: return "NOT_PROTOBUF";
    case 2: return "BAD_REQUEST";
    case 3: return "BAD_FRAME";
    case 4: return "BAD_DECLARATION";
    case 5: return "OUT_OF_ORDER";
    case 6: return "LIMIT_EXCEEDED";
    case 7: return "OVERLOADED";
    case 8: return "NOT_ALLOWED";
    case 9: return "NOT_AUTHENTICATED";
    case 10: return "NOT_FOUND";
    case 11: return "NOT_BUILT_YET";
    case 12: return "BAD_BUNDLE";
    case 13: return "NOT_FINITE";
    case 14: return "OUT_OF_RANGE";
    case 15: return "TIME_WENT_BACK";
    case 16: return "TIME_IN_FUTURE";
    case 17: return "WRONG_UNITS";
    case 18: return "NO_CONSENT";
    case 19: return "AWAITING_NOTICE";
    case 20: return "GOING_AWAY";
    case 21: return "TOO_FAST";
    case 22: return "IDLE";
    case 23: return "INTERNAL";
    case 24: return "NO_SIGNAL";
    case 25: return "CLIPPED";
    case 26: return "WRONG_RATE";
    case 27: return "LEFT_RIGHT_SWAPPED";
    case 40: return "PROFILE_UNAVAILABLE";
    case 41: return "WRONG_KEY";
    case 42: return "AUDIT_UNAVAILABLE";
    case 43: return "ERASED";
    case 44: return "REPEATED";
    case 50: return "AI_ACT_5_1_F";
    case 51: return "NO_WRITTEN_RELEASE";
    case 52: return "NOT_ATTESTED";
    case 53: return "NOT_ADULT";
    case 54: return "SELF_ONLY";
    default: return "UNKNOWN";
  }
}

struct ClientInfo {
  std::string name;
  std::string version;
  std::vector<std::string> capabilities;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.name);
    field(2, self.version);
    field(3, self.capabilities);
  }
};

struct LegalContext {
  Scenario scenario{};
  SubjectRole subject_role{};
  std::string jurisdiction;
  AgeClass age_class{};
  Purpose purpose{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.scenario);
    field(2, self.subject_role);
    field(3, self.jurisdiction);
    field(4, self.age_class);
    field(5, self.purpose);
  }
};

struct Timestamp {
  int64_t seconds{};
  int32_t nanos{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.seconds);
    field(2, self.nanos);
  }
};

struct ConsentGrant {
  Modality modality{};
  std::vector<Use> uses;
  std::string notice_version;
  std::optional<Timestamp> shown_time;
  std::optional<Timestamp> expire_time;
  Scenario scenario{};
  Purpose purpose{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.modality);
    field(2, self.uses);
    field(3, self.notice_version);
    field(4, self.shown_time);
    field(5, self.expire_time);
    field(6, self.scenario);
    field(7, self.purpose);
  }
};

struct RestingFace {
  std::string standard;
  std::vector<float> shift;
  std::vector<float> seconds;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.standard);
    field(2, self.shift);
    field(3, self.seconds);
  }
};

struct FaceSource {
  uint32_t id{};
  std::string standard;
  std::vector<std::string> names;
  std::string device;
  std::optional<RestingFace> resting;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.id);
    field(2, self.standard);
    field(3, self.names);
    field(4, self.device);
    field(5, self.resting);
  }
};

struct BodySource {
  uint32_t id{};
  std::string standard;
  std::vector<std::string> names;
  std::string device;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.id);
    field(2, self.standard);
    field(3, self.names);
    field(4, self.device);
  }
};

struct VoiceFormat {
  VoiceEncoding encoding{};
  uint32_t sample_rate_hz{};
  uint32_t channels{};
  bool hears_counterpart = false;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.encoding);
    field(2, self.sample_rate_hz);
    field(3, self.channels);
    field(4, self.hears_counterpart);
  }
};

struct AdviceTarget {
  std::string id;
  std::string rig;
  std::vector<std::string> names;
  TargetRole role{};
  TargetStyle style{};
  float intensity{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.id);
    field(2, self.rig);
    field(3, self.names);
    field(4, self.role);
    field(5, self.style);
    field(6, self.intensity);
  }
};

struct SessionStart {
  std::optional<ClientInfo> client;
  std::string person_id;
  std::string room_id;
  std::string resume_token;
  std::optional<LegalContext> context;
  std::vector<ConsentGrant> consent;
  std::string notice_version_shown;
  std::string language;
  std::vector<FaceSource> face_sources;
  std::vector<BodySource> body_sources;
  std::optional<VoiceFormat> voice;
  std::vector<AdviceTarget> targets;
  float rate_hz{};
  DetailLevel detail{};
  ModelChoice model_choice{};
  std::string domain;
  PlotIntent plot_intent{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.client);
    field(2, self.person_id);
    field(3, self.room_id);
    field(4, self.resume_token);
    field(5, self.context);
    field(6, self.consent);
    field(7, self.notice_version_shown);
    field(8, self.language);
    field(9, self.face_sources);
    field(10, self.body_sources);
    field(11, self.voice);
    field(12, self.targets);
    field(13, self.rate_hz);
    field(14, self.detail);
    field(15, self.model_choice);
    field(16, self.domain);
    field(17, self.plot_intent);
  }
};

struct FaceFrame {
  uint32_t source_id{};
  int64_t capture_time_us{};
  std::vector<float> weights;
  bool lower_lost = false;
  bool left_upper_lost = false;
  bool right_upper_lost = false;
  std::vector<float> region_confidences;
  bool audio_driven = false;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.source_id);
    field(2, self.capture_time_us);
    field(3, self.weights);
    field(4, self.lower_lost);
    field(5, self.left_upper_lost);
    field(6, self.right_upper_lost);
    field(7, self.region_confidences);
    field(8, self.audio_driven);
  }
};

struct Vec3 {
  float x{};
  float y{};
  float z{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.x);
    field(2, self.y);
    field(3, self.z);
  }
};

struct Quat {
  float x{};
  float y{};
  float z{};
  float w{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.x);
    field(2, self.y);
    field(3, self.z);
    field(4, self.w);
  }
};

struct Pose {
  std::optional<Vec3> position;
  std::optional<Quat> rotation;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.position);
    field(2, self.rotation);
  }
};

struct HeadFrame {
  int64_t capture_time_us{};
  std::optional<Pose> head;
  std::optional<Vec3> gaze_direction;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.capture_time_us);
    field(2, self.head);
    field(3, self.gaze_direction);
  }
};

struct BodyFrame {
  uint32_t source_id{};
  int64_t capture_time_us{};
  std::vector<float> positions;
  std::vector<float> rotations;
  std::vector<uint32_t> lost_joints;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.source_id);
    field(2, self.capture_time_us);
    field(3, self.positions);
    field(4, self.rotations);
    field(5, self.lost_joints);
  }
};

struct VoiceChunk {
  int64_t capture_time_us{};
  int64_t first_sample{};
  std::string data;
  Speaker speaker{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.capture_time_us);
    field(2, self.first_sample);
    field(3, self.data);
    field(4, self.speaker);
  }
};

struct TextInput {
  int64_t capture_time_us{};
  std::string text;
  Speaker speaker{};
  std::string language;
  bool partial = false;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.capture_time_us);
    field(2, self.text);
    field(3, self.speaker);
    field(4, self.language);
    field(5, self.partial);
  }
};

struct BehaviourEvent {
  int64_t capture_time_us{};
  BehaviourKind kind{};
  float value{};
  std::string target;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.capture_time_us);
    field(2, self.kind);
    field(3, self.value);
    field(4, self.target);
  }
};

struct Signals {
  std::vector<FaceFrame> faces;
  std::vector<HeadFrame> heads;
  std::vector<BodyFrame> bodies;
  std::vector<VoiceChunk> voices;
  std::vector<TextInput> texts;
  std::vector<BehaviourEvent> events;
  bool end_of_utterance = false;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.faces);
    field(2, self.heads);
    field(3, self.bodies);
    field(4, self.voices);
    field(5, self.texts);
    field(6, self.events);
    field(7, self.end_of_utterance);
  }
};

struct NoticeShown {
  std::string notice_version;
  std::optional<Timestamp> shown_time;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.notice_version);
    field(2, self.shown_time);
  }
};

struct SessionUpdate {
  float rate_hz{};
  DetailLevel detail{};
  std::vector<AdviceTarget> targets;
  Scenario scenario{};
  std::vector<FaceSource> add_face_sources;
  std::vector<BodySource> add_body_sources;
  std::vector<Modality> mute;
  std::vector<Modality> unmute;
  std::string language;
  std::string domain;
  PlotIntent plot_intent{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.rate_hz);
    field(2, self.detail);
    field(3, self.targets);
    field(4, self.scenario);
    field(5, self.add_face_sources);
    field(6, self.add_body_sources);
    field(7, self.mute);
    field(8, self.unmute);
    field(9, self.language);
    field(10, self.domain);
    field(11, self.plot_intent);
  }
};

struct Withdraw {
  std::vector<Modality> modalities;
  std::vector<Use> uses;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.modalities);
    field(2, self.uses);
  }
};

struct Calibrate {
  bool end = false;
  uint32_t face_source_id{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.end);
    field(2, self.face_source_id);
  }
};

struct Feedback {
  int64_t from_time_us{};
  int64_t to_time_us{};
  Verdict verdict{};
  std::string label;
  bool has_dimensions = false;
  float valence{};
  float arousal{};
  FeedbackSource source{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.from_time_us);
    field(2, self.to_time_us);
    field(3, self.verdict);
    field(4, self.label);
    field(5, self.has_dimensions);
    field(6, self.valence);
    field(7, self.arousal);
    field(8, self.source);
  }
};

struct Ping {
  uint64_t marker{};
  int64_t client_send_time_us{};
  uint64_t last_pong_marker{};
  int64_t last_pong_receive_time_us{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.marker);
    field(2, self.client_send_time_us);
    field(3, self.last_pong_marker);
    field(4, self.last_pong_receive_time_us);
  }
};

struct SessionRequest {
  std::optional<SessionStart> start;
  std::optional<Signals> signals;
  std::optional<NoticeShown> notice_shown;
  std::optional<SessionUpdate> update;
  std::optional<Withdraw> withdraw;
  std::optional<Calibrate> calibrate;
  std::optional<Feedback> feedback;
  std::optional<Ping> ping;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.start);
    field(2, self.signals);
    field(3, self.notice_shown);
    field(4, self.update);
    field(5, self.withdraw);
    field(6, self.calibrate);
    field(7, self.feedback);
    field(8, self.ping);
  }
};

struct SourceLayout {
  uint32_t source_id{};
  Modality modality{};
  std::string standard;
  std::vector<std::string> names;
  std::vector<std::string> ignored_names;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.source_id);
    field(2, self.modality);
    field(3, self.standard);
    field(4, self.names);
    field(5, self.ignored_names);
  }
};

struct TargetLayout {
  std::string id;
  std::string rig;
  std::vector<std::string> names;
  std::vector<std::string> ignored_names;
  std::vector<std::string> viseme_names;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.id);
    field(2, self.rig);
    field(3, self.names);
    field(4, self.ignored_names);
    field(5, self.viseme_names);
  }
};

struct Limits {
  uint32_t max_message_bytes{};
  float max_face_rate_hz{};
  float max_body_rate_hz{};
  float max_message_rate_hz{};
  float max_voice_chunk_s{};
  uint32_t max_text_bytes{};
  float idle_timeout_s{};
  float resume_s{};
  uint32_t max_sources{};
  float max_analyze_s{};
  float min_keepalive_s{};
  float max_event_rate_hz{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.max_message_bytes);
    field(2, self.max_face_rate_hz);
    field(3, self.max_body_rate_hz);
    field(4, self.max_message_rate_hz);
    field(5, self.max_voice_chunk_s);
    field(6, self.max_text_bytes);
    field(7, self.idle_timeout_s);
    field(8, self.resume_s);
    field(9, self.max_sources);
    field(10, self.max_analyze_s);
    field(11, self.min_keepalive_s);
    field(12, self.max_event_rate_hz);
  }
};

struct ModelBundle {
  std::string name;
  Modality modality{};
  std::string version;
  std::string digest;
  std::string terms;
  bool trained = false;
  std::vector<std::string> trained_on;
  std::vector<std::string> notes;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.name);
    field(2, self.modality);
    field(3, self.version);
    field(4, self.digest);
    field(5, self.terms);
    field(6, self.trained);
    field(7, self.trained_on);
    field(8, self.notes);
  }
};

struct PrivacyNotice {
  std::string version;
  std::string language;
  std::string text;
  std::vector<Modality> modalities;
  Purpose purpose{};
  float keep_signals_s{};
  bool stores = false;
  std::string operator_name;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.version);
    field(2, self.language);
    field(3, self.text);
    field(4, self.modalities);
    field(5, self.purpose);
    field(6, self.keep_signals_s);
    field(7, self.stores);
    field(8, self.operator_name);
  }
};

struct Refusal {
  std::string what;
  ErrorReason reason{};
  std::string message;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.what);
    field(2, self.reason);
    field(3, self.message);
  }
};

struct Ready {
  std::string session_id;
  std::vector<std::string> labels;
  std::vector<std::string> social_labels;
  std::vector<SourceLayout> layouts;
  std::vector<TargetLayout> targets;
  std::optional<Limits> limits;
  std::vector<std::string> capabilities;
  std::vector<ModelBundle> bundles;
  std::optional<PrivacyNotice> notice;
  std::vector<Refusal> refusals;
  std::string resume_token;
  bool awaiting_notice = false;
  bool resumed = false;
  bool reset = false;
  float rate_hz{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.session_id);
    field(2, self.labels);
    field(3, self.social_labels);
    field(4, self.layouts);
    field(5, self.targets);
    field(6, self.limits);
    field(7, self.capabilities);
    field(8, self.bundles);
    field(9, self.notice);
    field(10, self.refusals);
    field(11, self.resume_token);
    field(12, self.awaiting_notice);
    field(13, self.resumed);
    field(14, self.reset);
    field(15, self.rate_hz);
  }
};

struct Estimate {
  float mean{};
  float spread{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.mean);
    field(2, self.spread);
  }
};

struct SocialLevel {
  uint32_t label_index{};
  float level{};
  float confidence{};
  std::vector<std::string> reasons;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.label_index);
    field(2, self.level);
    field(3, self.confidence);
    field(4, self.reasons);
  }
};

struct ModalityEvidence {
  Modality modality{};
  float weight{};
  float quality{};
  float age_s{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.modality);
    field(2, self.weight);
    field(3, self.quality);
    field(4, self.age_s);
  }
};

struct Cue {
  std::string name;
  float value{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.name);
    field(2, self.value);
  }
};

struct Transition {
  uint32_t label_index{};
  TransitionKind kind{};
  int64_t time_us{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.label_index);
    field(2, self.kind);
    field(3, self.time_us);
  }
};

struct PresetWeight {
  std::string preset;
  float weight{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.preset);
    field(2, self.weight);
  }
};

struct VoiceTone {
  float rate{};
  float pitch{};
  float energy{};
  float pause_s{};
  float warmth{};
  std::string ssml;
  std::string ssml_template;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.rate);
    field(2, self.pitch);
    field(3, self.energy);
    field(4, self.pause_s);
    field(5, self.warmth);
    field(6, self.ssml);
    field(7, self.ssml_template);
  }
};

struct BoneRotation {
  std::string bone;
  float x{};
  float y{};
  float z{};
  float w{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.bone);
    field(2, self.x);
    field(3, self.y);
    field(4, self.z);
    field(5, self.w);
  }
};

struct Proxemics {
  float distance_m{};
  float step_m{};
  float turn_deg{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.distance_m);
    field(2, self.step_m);
    field(3, self.turn_deg);
  }
};

struct GazeAdvice {
  float meet_share{};
  float away_yaw_deg{};
  float away_pitch_deg{};
  float blink_in_s{};
  float blink_s{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.meet_share);
    field(2, self.away_yaw_deg);
    field(3, self.away_pitch_deg);
    field(4, self.blink_in_s);
    field(5, self.blink_s);
  }
};

struct AvatarAdvice {
  uint32_t target_index{};
  std::vector<float> weights;
  std::vector<PresetWeight> presets;
  float blend_s{};
  RegionOverride mouth{};
  RegionOverride eyes{};
  RegionOverride brows{};
  std::string gaze;
  std::string posture;
  std::string gesture;
  std::optional<VoiceTone> tone;
  std::vector<BoneRotation> bones;
  std::optional<Proxemics> proxemics;
  std::optional<GazeAdvice> gaze_advice;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.target_index);
    field(2, self.weights);
    field(3, self.presets);
    field(4, self.blend_s);
    field(5, self.mouth);
    field(6, self.eyes);
    field(7, self.brows);
    field(8, self.gaze);
    field(9, self.posture);
    field(10, self.gesture);
    field(11, self.tone);
    field(12, self.bones);
    field(13, self.proxemics);
    field(14, self.gaze_advice);
  }
};

struct StrategyUtility {
  std::string strategy;
  float utility{};
  std::string closed;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.strategy);
    field(2, self.utility);
    field(3, self.closed);
  }
};

struct DialogueAdvice {
  std::string strategy;
  std::string domain;
  std::vector<std::string> reasons;
  std::string tone;
  std::string pace;
  std::vector<std::string> actions;
  std::vector<std::string> wording;
  std::string language;
  float dwell_s{};
  float cooldown_s{};
  std::string llm_context;
  bool needs_human = false;
  bool changed = false;
  std::vector<std::string> polite_wording;
  std::vector<std::string> escalation;
  std::vector<std::string> avoid;
  std::string source;
  uint32_t max_words{};
  std::vector<StrategyUtility> considered;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.strategy);
    field(2, self.domain);
    field(3, self.reasons);
    field(4, self.tone);
    field(5, self.pace);
    field(6, self.actions);
    field(7, self.wording);
    field(8, self.language);
    field(9, self.dwell_s);
    field(10, self.cooldown_s);
    field(11, self.llm_context);
    field(12, self.needs_human);
    field(13, self.changed);
    field(14, self.polite_wording);
    field(15, self.escalation);
    field(16, self.avoid);
    field(17, self.source);
    field(18, self.max_words);
    field(19, self.considered);
  }
};

struct DeedLevel {
  BehaviourKind kind{};
  float pace{};
  float dwell_s{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.kind);
    field(2, self.pace);
    field(3, self.dwell_s);
  }
};

struct SessionState {
  uint64_t sequence{};
  int64_t covered_from_us{};
  int64_t covered_to_us{};
  Trigger trigger{};
  std::vector<float> probabilities;
  bool unknown = false;
  uint32_t label_index{};
  float confidence{};
  std::optional<Estimate> valence;
  std::optional<Estimate> arousal;
  std::optional<Estimate> dominance;
  std::vector<SocialLevel> social;
  std::vector<ModalityEvidence> evidence;
  std::vector<Cue> cues;
  std::vector<Transition> transitions;
  std::vector<AvatarAdvice> avatars;
  std::optional<DialogueAdvice> dialogue;
  bool stale = false;
  uint32_t bundle_index{};
  uint32_t server_latency_us{};
  std::vector<DeedLevel> deeds;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.sequence);
    field(2, self.covered_from_us);
    field(3, self.covered_to_us);
    field(4, self.trigger);
    field(5, self.probabilities);
    field(6, self.unknown);
    field(7, self.label_index);
    field(8, self.confidence);
    field(9, self.valence);
    field(10, self.arousal);
    field(11, self.dominance);
    field(12, self.social);
    field(13, self.evidence);
    field(14, self.cues);
    field(15, self.transitions);
    field(16, self.avatars);
    field(17, self.dialogue);
    field(18, self.stale);
    field(19, self.bundle_index);
    field(20, self.server_latency_us);
    field(21, self.deeds);
  }
};

struct CalibrationProgress {
  float progress{};
  float quality{};
  std::string hint;
  bool done = false;
  CalibrationVerdict verdict{};
  std::string device;
  std::optional<RestingFace> resting;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.progress);
    field(2, self.quality);
    field(3, self.hint);
    field(4, self.done);
    field(5, self.verdict);
    field(6, self.device);
    field(7, self.resting);
  }
};

struct FeedbackResult {
  bool accepted = false;
  std::string message;
  uint32_t feedback_count{};
  std::string label;
  float probability_before{};
  float probability_after{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.accepted);
    field(2, self.message);
    field(3, self.feedback_count);
    field(4, self.label);
    field(5, self.probability_before);
    field(6, self.probability_after);
  }
};

struct FeedbackRequest {
  int64_t from_time_us{};
  int64_t to_time_us{};
  std::string question;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.from_time_us);
    field(2, self.to_time_us);
    field(3, self.question);
  }
};

struct Notice {
  ErrorReason reason{};
  std::string message;
  uint32_t count{};
  std::string what;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.reason);
    field(2, self.message);
    field(3, self.count);
    field(4, self.what);
  }
};

struct Pong {
  uint64_t marker{};
  int64_t client_send_time_us{};
  int64_t server_receive_time_us{};
  int64_t server_send_time_us{};
  int64_t clock_offset_us{};
  int64_t round_trip_us{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.marker);
    field(2, self.client_send_time_us);
    field(3, self.server_receive_time_us);
    field(4, self.server_send_time_us);
    field(5, self.clock_offset_us);
    field(6, self.round_trip_us);
  }
};

struct GoingAway {
  std::string resume_token;
  float reconnect_after_s{};
  float closing_in_s{};
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.resume_token);
    field(2, self.reconnect_after_s);
    field(3, self.closing_in_s);
  }
};

struct SessionResponse {
  std::optional<Ready> ready;
  std::optional<SessionState> state;
  std::optional<CalibrationProgress> calibration;
  std::optional<FeedbackResult> feedback_result;
  std::optional<FeedbackRequest> feedback_request;
  std::optional<Notice> notice;
  std::optional<Pong> pong;
  std::optional<GoingAway> going_away;
  std::string newer_fields;  // of a newer release, as they came

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.ready);
    field(2, self.state);
    field(3, self.calibration);
    field(4, self.feedback_result);
    field(5, self.feedback_request);
    field(6, self.notice);
    field(7, self.pong);
    field(8, self.going_away);
  }
};

}  // namespace der::v1
