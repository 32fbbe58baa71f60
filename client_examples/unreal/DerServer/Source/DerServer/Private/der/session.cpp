#include "der/session.h"

#include <chrono>

#include "der/visit.h"

namespace der {

int64_t NowUs() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

Session::Session(std::shared_ptr<Transport> transport, Options options, v1::SessionStart start, Listener listener)
    : visit_(std::make_unique<Visit>(std::move(transport), std::move(options), std::move(start), std::move(listener))) {}

Session::~Session() = default;

void Session::Begin() { visit_->Begin(); }
void Session::Tick() { visit_->Tick(); }
void Session::Send(v1::Signals signals) { visit_->Send(std::move(signals)); }
void Session::ConfirmNotice() { visit_->Answer(true); }
void Session::RefuseNotice() { visit_->Answer(false); }
void Session::Finish() { visit_->Finish(); }
void Session::Leave() { visit_->Leave(); }

void Session::EndOfUtterance() {
  v1::Signals signals;
  signals.end_of_utterance = true;
  visit_->Send(std::move(signals));
}

void Session::Update(const v1::SessionUpdate& update) {
  v1::SessionRequest part;
  part.update = update;
  visit_->Put(std::move(part));
}

void Session::Calibrate(const v1::Calibrate& calibrate) {
  v1::SessionRequest part;
  part.calibrate = calibrate;
  visit_->Put(std::move(part));
}

void Session::Feedback(const v1::Feedback& feedback) {
  v1::SessionRequest part;
  part.feedback = feedback;
  visit_->Put(std::move(part));
}

void Session::Withdraw(const std::vector<v1::Modality>& modalities, const std::vector<v1::Use>& uses) {
  v1::Withdraw withdraw;
  withdraw.modalities = modalities;
  withdraw.uses = uses;
  visit_->Withdraw(withdraw);
}

Phase Session::phase() const { return visit_->phase(); }
const v1::Ready& Session::ready() const { return visit_->ready(); }
int64_t Session::samples_dropped() const { return visit_->samples_dropped(); }
int64_t Session::states_missed() const { return visit_->states_missed(); }
int64_t Session::clock_offset_us() const { return visit_->BestProbe().offset_us; }
int64_t Session::round_trip_us() const { return visit_->BestProbe().round_trip_us; }

}  // namespace der
