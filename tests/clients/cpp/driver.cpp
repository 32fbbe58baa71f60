// Does what the conformance kit says on standard input, one command a line, and tells on standard output what happened.
// See tests/clients/kit/README.md.
#include <array>
#include <chrono>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "der/session.h"
#include "der/space.h"
#include "der/wire.h"
#include "socket.h"
#include "transport.h"

namespace v1 = der::v1;

namespace {

constexpr std::array<const char*, 7> kPhases = {"idle", "connecting", "awaiting_notice", "running", "reconnecting", "finished", "failed"};

void Say(const std::string& line) { std::cout << line << std::endl; }

// A smile in ARKit order; a little noise, since a tracker never repeats itself.
v1::Signals Face(int count) {
  static int64_t samples = 0;
  v1::Signals signals;
  v1::FaceFrame& frame = signals.faces.emplace_back();
  frame.capture_time_us = der::NowUs() + samples++;
  for (int i = 0; i < count; ++i) {
    const bool smile = i == 6 || i == 7 || i == 18 || i == 19 || i == 43 || i == 44 || i == 47 || i == 48;
    frame.weights.push_back((smile ? 0.6f : 0.0f) + static_cast<float>(frame.capture_time_us / 1000 * (i + 7) % 97) * 1e-6f);
  }
  return signals;
}

template <typename Message>
std::string Echo(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  Message message;
  if (!der::wire::Read(bytes, message)) return "unreadable";
  std::ostringstream out;
  for (const unsigned char byte : der::wire::Write(message)) out << "0123456789abcdef"[byte >> 4] << "0123456789abcdef"[byte & 15];
  return out.str();
}

class Driver {
 public:
  void Run() {
    std::thread([this] { Listen(); }).detach();
    while (!over_) {
      for (std::string line; !over_ && Next(line);) Do(line);
      if (session_) session_->Tick();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    session_.reset();
  }

 private:
  void Listen() {
    for (std::string line; std::getline(std::cin, line);) Queue(line);
    Queue("quit");
  }

  void Queue(const std::string& line) {
    std::lock_guard lock(mutex_);
    lines_.push_back(line);
  }

  bool Next(std::string& line) {
    std::lock_guard lock(mutex_);
    if (lines_.empty()) return false;
    line = lines_.front();
    lines_.pop_front();
    return true;
  }

  void Do(const std::string& line) {
    std::istringstream words(line);
    std::string command, word;
    words >> command;
    int count = 0;
    if (command == "open") Open(words);
    else if (command == "agree") session_->ConfirmNotice();
    else if (command == "refuse") session_->RefuseNotice();
    else if (command == "faces") for (words >> count; count > 0; --count) session_->Send(Face(52));
    else if (command == "wrong") session_->Send((words >> count, Face(count)));
    else if (command == "big") Big((words >> count, count));
    else if (command == "text") Text(line.substr(5));
    else if (command == "space") Say("space unreal");
    else if (command == "pose") Pose(words);
    else if (command == "withdraw") session_->Withdraw({(words >> word, word == "face" ? v1::Modality::kFace : v1::Modality::kVoice)});
    else if (command == "count") Say("dropped " + std::to_string(session_->samples_dropped()));
    else if (command == "clock") Say("clock " + std::to_string(session_->clock_offset_us()) + " " + std::to_string(session_->round_trip_us()));
    else if (command == "finish") session_->Finish();
    else if (command == "leave") session_->Leave();
    else if (command == "echo") Say("echo " + (words >> word, word == "SessionRequest" ? Echo<v1::SessionRequest>((words >> word, word)) : Echo<v1::SessionResponse>((words >> word, word))));
    else if (command == "quit") over_ = true;
    else Say("unknown " + command);
  }

  void Open(std::istringstream& words) {
    der::Options options;
    std::string address, authorities;
    words >> address;
    for (std::string word; words >> word;) {
      const auto split = word.find('=');
      const std::string key = word.substr(0, split), value = word.substr(split + 1);
      if (key == "reconnect") options.reconnect = value == "1";
      if (key == "tries") options.max_tries = std::stoi(value);
      if (key == "silence") options.silence_s = std::stod(value);
      if (key == "thread") options.own_thread = value == "1";
      if (key == "token") options.token = [value] { return value == "throw" ? throw std::runtime_error("no token today") : value; };
      if (key == "ca") {
        std::ifstream file(value);
        authorities.assign(std::istreambuf_iterator<char>(file), {});
      }
    }
    const bool web = address.rfind("ws", 0) == 0;
    std::shared_ptr<der::Transport> transport;
    if (web) transport = std::make_shared<PosixSockets>(address);
    else transport = der::GrpcTransport(address, authorities);
    session_.reset();
    session_ = std::make_unique<der::Session>(std::move(transport), options, Start(), Told());
    session_->Begin();
  }

  static v1::SessionStart Start() {
    v1::SessionStart start;
    start.context.emplace().age_class = v1::AgeClass::kAdult;
    start.face_sources.emplace_back().standard = "arkit";
    start.voice.emplace().sample_rate_hz = 16000;
    for (int i = 1; i <= 5; ++i) {
      v1::ConsentGrant& grant = start.consent.emplace_back();
      grant.modality = static_cast<v1::Modality>(i);
      grant.uses.push_back(v1::Use::kInfer);
    }
    return start;
  }

  der::Listener Told() {
    der::Listener told;
    told.on_phase = [](der::Phase phase, const der::Error& error) {
      const std::string why = error.reason.empty() ? "" : " " + error.reason + " " + error.message;
      Say(std::string("phase ") + kPhases[static_cast<size_t>(phase)] + why);
    };
    told.on_ready = [](const v1::Ready& ready) { Say("ready resumed=" + std::to_string(ready.resumed) + " reset=" + std::to_string(ready.reset)); };
    told.on_notice_to_show = [](const v1::PrivacyNotice& notice) { Say("notice_to_show " + notice.version); };
    told.on_notice = [](const v1::Notice& notice) { Say(std::string("notice ") + v1::Name(notice.reason) + " " + std::to_string(notice.count)); };
    told.on_state = [this](const v1::SessionState& state) {
      const auto& labels = session_->ready().labels;
      Say("state " + std::to_string(state.sequence) + " " + (state.label_index < labels.size() ? labels[state.label_index] : "-"));
    };
    return told;
  }

  void Big(int bytes) {
    v1::Signals signals;
    v1::VoiceChunk& chunk = signals.voices.emplace_back();
    chunk.capture_time_us = der::NowUs();
    chunk.data.assign(static_cast<size_t>(bytes), '\0');
    session_->Send(std::move(signals));
  }

  void Text(const std::string& words) {
    v1::Signals signals;
    v1::TextInput& text = signals.texts.emplace_back();
    text.capture_time_us = der::NowUs();
    text.text = words;
    session_->Send(std::move(signals));
  }

  void Pose(std::istringstream& words) {
    std::array<double, 7> n{};
    for (auto& value : n) words >> value;
    v1::Signals signals;
    v1::HeadFrame& head = signals.heads.emplace_back();
    head.capture_time_us = der::NowUs();
    v1::Pose& pose = head.head.emplace();
    pose.position = der::PositionFromUnreal(n[0], n[1], n[2]);
    pose.rotation = der::RotationFromUnreal(n[3], n[4], n[5], n[6]);
    session_->Send(std::move(signals));
  }

  std::mutex mutex_;
  std::deque<std::string> lines_;
  std::unique_ptr<der::Session> session_;
  bool over_ = false;
};

}  // namespace

int main() {
  Driver driver;
  driver.Run();
  std::cout.flush();
  std::_Exit(0);  // the listening thread may still wait for a line
}
