// A smile for five seconds, and what the server makes of it. Usage: der_example [http://127.0.0.1:50710]
#include <chrono>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "der/session.h"
#include "transport.h"

namespace {

der::v1::SessionStart Declared() {
  der::v1::SessionStart start;
  start.context.emplace().age_class = der::v1::AgeClass::kAdult;
  der::v1::ConsentGrant& grant = start.consent.emplace_back();
  grant.modality = der::v1::Modality::kFace;
  grant.uses.push_back(der::v1::Use::kInfer);
  start.face_sources.emplace_back().standard = "arkit";
  start.rate_hz = 5;
  return start;
}

// Both sides of a face smile; a little tremor, since a tracker never repeats itself.
der::v1::Signals Smile(const std::vector<std::string>& names, int i) {
  static const std::map<std::string, float> kShown = {{"mouthSmile", 0.8f}, {"cheekSquint", 0.5f}, {"eyeSquint", 0.4f}};
  der::v1::Signals signals;
  der::v1::FaceFrame& frame = signals.faces.emplace_back();
  frame.capture_time_us = der::NowUs();
  for (const std::string& name : names) {
    const auto shown = kShown.find(name.substr(0, name.find_first_of("LR")));
    frame.weights.push_back(shown == kShown.end() ? 0.001f * static_cast<float>(i % 7) : shown->second);
  }
  return signals;
}

}  // namespace

int main(int count, char** arguments) {
  std::unique_ptr<der::Session> session;
  der::Listener listener;
  listener.on_notice_to_show = [&](const der::v1::PrivacyNotice& notice) {
    std::cout << notice.text << std::endl;
    session->ConfirmNotice();  // an application asks the person first
  };
  listener.on_phase = [](der::Phase, const der::Error& error) {
    if (!error.reason.empty()) std::cout << error.reason << ": " << error.message << std::endl;
  };
  listener.on_state = [&](const der::v1::SessionState& state) {
    const std::string& label = session->ready().labels.at(state.label_index);
    std::cout << (state.unknown ? "unknown" : label) << " " << state.confidence << std::endl;
  };
  const auto transport = der::GrpcTransport(count > 1 ? arguments[1] : "http://127.0.0.1:50710");
  session = std::make_unique<der::Session>(transport, der::Options{}, Declared(), listener);
  session->Begin();
  for (int i = 0; session->phase() != der::Phase::kFinished && session->phase() != der::Phase::kFailed; ++i) {
    session->Tick();  // once a frame
    if (i < 250 && session->phase() == der::Phase::kRunning) session->Send(Smile(session->ready().layouts.at(0).names, i));
    if (i == 250) session->Finish();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return session->phase() == der::Phase::kFinished ? 0 : 1;
}
