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

namespace v1 = der_server::v1;

namespace {

constexpr std::array<const char*, 7> kPhases = {"idle", "connecting", "awaiting_notice", "running", "reconnecting", "finished", "failed"};

void Say(const std::string& line) { std::cout << line << std::endl; }

// A smile in ARKit order; a little noise, since a tracker never repeats itself.
v1::Signals Face(int count) {
  static int64_t samples = 0;
  const int64_t now_us = der::NowUs() + samples++;
  v1::Signals signals;
  auto* frame = signals.add_faces();
  frame->set_capture_time_us(now_us);
  for (int i = 0; i < count; ++i) {
    const bool smile = i == 6 || i == 7 || i == 18 || i == 19 || i == 43 || i == 44 || i == 47 || i == 48;
    frame->add_weights((smile ? 0.6f : 0.0f) + static_cast<float>(now_us / 1000 * (i + 7) % 97) * 1e-6f);
  }
  return signals;
}

template <typename Message>
std::string Echo(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  Message message;
  if (!message.ParseFromString(bytes)) return "unreadable";
  std::ostringstream out;
  for (const unsigned char byte : message.SerializeAsString()) out << "0123456789abcdef"[byte >> 4] << "0123456789abcdef"[byte & 15];
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
    else if (command == "withdraw") session_->Withdraw({(words >> word, word == "face" ? v1::MODALITY_FACE : v1::MODALITY_VOICE)});
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
    words >> options.address;
    for (std::string word; words >> word;) {
      const auto split = word.find('=');
      const std::string key = word.substr(0, split), value = word.substr(split + 1);
      if (key == "reconnect") options.reconnect = value == "1";
      if (key == "tries") options.max_tries = std::stoi(value);
      if (key == "silence") options.silence_s = std::stod(value);
      if (key == "token") options.token = [value] { return value == "throw" ? throw std::runtime_error("no token today") : value; };
      if (key == "ca") {
        std::ifstream file(value);
        options.root_certificates.assign(std::istreambuf_iterator<char>(file), {});
      }
    }
    session_ = std::make_unique<der::Session>(options, Start(), Told());
    session_->Begin();
  }

  static v1::SessionStart Start() {
    v1::SessionStart start;
    start.mutable_context()->set_age_class(v1::AGE_CLASS_ADULT);
    start.add_face_sources()->set_standard("arkit");
    start.mutable_voice()->set_sample_rate_hz(16000);
    for (int i = 1; i <= 5; ++i) {
      auto* grant = start.add_consent();
      grant->set_modality(static_cast<v1::Modality>(i));
      grant->add_uses(v1::USE_INFER);
    }
    return start;
  }

  der::Listener Told() {
    der::Listener told;
    told.on_phase = [](der::Phase phase, const der::Error& error) {
      const std::string why = error.reason.empty() ? "" : " " + error.reason + " " + error.message;
      Say(std::string("phase ") + kPhases[static_cast<size_t>(phase)] + why);
    };
    told.on_ready = [](const v1::Ready& ready) { Say("ready resumed=" + std::to_string(ready.resumed()) + " reset=" + std::to_string(ready.reset())); };
    told.on_notice_to_show = [](const v1::PrivacyNotice& notice) { Say("notice_to_show " + notice.version()); };
    told.on_notice = [](const v1::Notice& notice) { Say("notice " + v1::ErrorReason_Name(notice.reason()).substr(13) + " " + std::to_string(notice.count())); };
    told.on_state = [this](const v1::SessionState& state) {
      const int label = static_cast<int>(state.label_index());
      const auto& labels = session_->ready().labels();
      Say("state " + std::to_string(state.sequence()) + " " + (label < labels.size() ? labels[label] : "-"));
    };
    return told;
  }

  void Big(int bytes) {
    v1::Signals signals;
    auto* chunk = signals.add_voices();
    chunk->set_capture_time_us(der::NowUs());
    chunk->set_data(std::string(static_cast<size_t>(bytes), '\0'));
    session_->Send(std::move(signals));
  }

  void Text(const std::string& words) {
    v1::Signals signals;
    auto* text = signals.add_texts();
    text->set_capture_time_us(der::NowUs());
    text->set_text(words);
    session_->Send(std::move(signals));
  }

  void Pose(std::istringstream& words) {
    std::array<double, 7> n{};
    for (auto& value : n) words >> value;
    v1::Signals signals;
    auto* head = signals.add_heads();
    head->set_capture_time_us(der::NowUs());
    *head->mutable_head()->mutable_position() = der::PositionFromUnreal(n[0], n[1], n[2]);
    *head->mutable_head()->mutable_rotation() = der::RotationFromUnreal(n[3], n[4], n[5], n[6]);
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
