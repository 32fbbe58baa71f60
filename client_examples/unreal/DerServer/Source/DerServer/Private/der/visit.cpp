#include "der/visit.h"

#include <algorithm>
#include <cmath>
#include <exception>

#include "der/status.h"
#include "der/wire.h"

namespace der {

namespace {

constexpr double kFirstWaitS = 0.25, kLongestWaitS = 10;
constexpr int kBurst = 5;
constexpr auto kBurstEvery = std::chrono::milliseconds(100);
constexpr auto kEvery = std::chrono::seconds(5);
constexpr int64_t kKeepProbesUs = 60'000'000;
constexpr int64_t kOnTheWay = 60, kAskAfter = 20;  // messages, for networks that buffer without end

std::chrono::nanoseconds Seconds(double seconds) { return std::chrono::nanoseconds(static_cast<int64_t>(seconds * 1e9)); }

}  // namespace

void Bell::Ring() {
  std::lock_guard lock(mutex_);
  ringing_ = true;
  rang_.notify_all();
}

void Bell::Wait(std::chrono::steady_clock::time_point until) {
  std::unique_lock lock(mutex_);
  rang_.wait_until(lock, until, [this] { return ringing_; });
  ringing_ = false;
}

Visit::Visit(std::shared_ptr<Transport> transport, Options options, v1::SessionStart start, Listener listener)
    : transport_(std::move(transport)), options_(std::move(options)), listener_(std::move(listener)), start_(std::move(start)) {}

Visit::~Visit() {
  Leave();
  if (thread_.joinable()) thread_.join();
}

// -- called by the main thread -----------------------------------------------------------------------

void Visit::Begin() {
  {
    std::lock_guard lock(mutex_);
    Enter(Phase::kConnecting);
    const Error wrong = transport_->Check(static_cast<bool>(options_.token));
    if (!wrong.reason.empty()) return Over(Phase::kFailed, wrong);
    stand_ = Stand::kPausing;
    pause_until_ = Clock::now();
  }
  if (options_.own_thread) thread_ = std::thread(&Visit::Run, this);
}

void Visit::Tick() {
  Clock::time_point until;
  if (!options_.own_thread) Step(until);
  inbox_.Tell();
}

void Visit::Send(v1::Signals signals) {
  {
    std::lock_guard lock(mutex_);
    if (stand_ == Stand::kOver || leaving_) return;
    if (!withdrawn_.empty()) Strip(signals, {withdrawn_.begin(), withdrawn_.end()});
    if (!may_read_) {
      unsent_ += Strip(signals, {});
      return;
    }
    v1::SessionRequest part;
    part.signals = std::move(signals);
    outbox_.Put(std::move(part));
  }
  bell_->Ring();
}

void Visit::Put(v1::SessionRequest part) {
  {
    std::lock_guard lock(mutex_);
    outbox_.Put(std::move(part));
  }
  bell_->Ring();
}

void Visit::Withdraw(const v1::Withdraw& withdraw) {
  {
    std::lock_guard lock(mutex_);
    for (auto& grant : start_.consent) {
      if (!Names(withdraw.modalities, grant.modality)) continue;
      const auto named = [&](v1::Use use) { return Names(withdraw.uses, use); };
      if (named(v1::Use::kInfer)) withdrawn_.insert(grant.modality);
      grant.uses.erase(std::remove_if(grant.uses.begin(), grant.uses.end(), named), grant.uses.end());
    }
    outbox_.PutWithdraw(withdraw);
  }
  bell_->Ring();
}

void Visit::Answer(bool agreed) {
  {
    std::lock_guard lock(mutex_);
    answer_ = agreed;
  }
  bell_->Ring();
}

void Visit::Finish() {
  {
    std::lock_guard lock(mutex_);
    finishing_ = true;
    outbox_.Close();
  }
  bell_->Ring();
}

void Visit::Leave() {
  {
    std::lock_guard lock(mutex_);
    leaving_ = true;
  }
  bell_->Ring();
}

int64_t Visit::samples_dropped() const {
  std::lock_guard lock(mutex_);
  return outbox_.dropped() + unsent_;
}

Probe Visit::BestProbe() const {
  std::lock_guard lock(mutex_);
  const auto shorter = [](const Probe& a, const Probe& b) { return a.round_trip_us < b.round_trip_us; };
  const auto best = std::min_element(probes_.begin(), probes_.end(), shorter);
  return best == probes_.end() ? Probe{} : *best;
}

// -- one stream after the other ----------------------------------------------------------------------

void Visit::Run() {
  for (Clock::time_point until;;) {
    Step(until);
    if (until == Clock::time_point::max()) return;
    bell_->Wait(until);
  }
}

// One step: all that can be done now. `until`: when to come again at the latest, if the bell does not ring; the largest
// time = never. Hands back the stream that is over, which is let go where nobody waits for the lock.
std::unique_ptr<Call> Visit::Step(Clock::time_point& until) {
  Lock lock(mutex_);
  until = Clock::time_point::max();
  if (stand_ == Stand::kBefore || stand_ == Stand::kOver) return nullptr;
  std::optional<Ended> ended;
  if (stand_ == Stand::kPausing && !leaving_) {
    if (finishing_ && tries_ > 0) {
      Over(Phase::kFinished);
      return nullptr;
    }
    until = pause_until_;
    if (Clock::now() < pause_until_) return nullptr;
    ended = Open(lock);
  }
  if (!ended && !leaving_) ended = Talk();
  until = Until();
  if (!ended && !leaving_) return nullptr;
  if (leaving_) {
    Over(Phase::kFinished);
  } else {
    StreamEnded(*ended);
  }
  until = stand_ == Stand::kOver ? Clock::time_point::max() : Clock::now();
  return std::move(course_.call);
}

std::optional<Visit::Ended> Visit::Open(Lock& lock) {
  opened_ = false;
  std::unique_ptr<Call> call;
  lock.unlock();
  std::optional<Ended> fault;
  try {
    call = transport_->Open(options_.token ? options_.token() : "", [bell = bell_] { bell->Ring(); });
  } catch (const std::exception& thrown) {  // from the application's token
    fault = Ended{{"CLIENT_FAULT", thrown.what(), 0}, 0};
  }
  lock.lock();
  course_ = Course{};
  course_.call = std::move(call);
  stand_ = Stand::kTalking;
  return fault;
}

void Visit::StreamEnded(const Ended& ended) {
  if (opened_) tries_ = 0;
  const bool failed = !ended.error.reason.empty();
  if ((finishing_ && (!failed || opened_)) || (!failed && ended.wait_s == 0)) return Over(Phase::kFinished);
  const bool again = options_.reconnect && ended.error.Retryable() && tries_ < options_.max_tries;
  if (failed && !again) return Over(Phase::kFailed, ended.error);
  Enter(Phase::kReconnecting, ended.error);
  stand_ = Stand::kPausing;
  pause_until_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(Seconds(std::max(ended.wait_s, BackOff(tries_))));
  ++tries_;
}

void Visit::Over(Phase phase, const Error& error) {
  stand_ = Stand::kOver;
  Enter(phase, error);
}

// Half to all of a wait that doubles with every try.
double Visit::BackOff(int tries) {
  const double share = std::uniform_real_distribution<double>(0.5, 1)(jitter_);
  return std::min(kLongestWaitS, kFirstWaitS * std::pow(2, tries)) * share;
}

// All that one stream has to say and takes now.
std::optional<Visit::Ended> Visit::Talk() {
  for (std::string message; course_.call->Next(message);) {
    course_.heard = Clock::now();
    if (auto ended = Hear(message)) return ended;
  }
  if (const auto end = course_.call->Ended()) return Ended{*end, end->retry_after_s};
  if (auto ended = HearAnswer()) return ended;
  if (Clock::now() - course_.heard > Seconds(options_.silence_s)) return Ended{Unreachable("nothing came for too long"), 0};
  Write();
  return std::nullopt;
}

std::optional<Visit::Ended> Visit::Hear(const std::string& message) {
  v1::SessionResponse part;
  if (!wire::Read(message, part)) return Ended{{"NOT_PROTOBUF", "The server's answer could not be read: is it a DER server?", 0}, 0};
  if (part.going_away) {
    start_.resume_token = part.going_away->resume_token;
    return Ended{{}, std::max(0.01, static_cast<double>(part.going_away->reconnect_after_s))};
  }
  if (part.ready) {
    Welcome(*part.ready);
  } else if (part.pong) {
    Answered(*part.pong);
  } else if (part.state) {
    inbox_.Put([this, state = std::move(*part.state)] { if (listener_.on_state) listener_.on_state(state); }, true);
  } else if (part.notice) {
    inbox_.Put([this, notice = *part.notice] { if (listener_.on_notice) listener_.on_notice(notice); }, true);
  } else if (part.calibration || part.feedback_result || part.feedback_request) {
    inbox_.Put([this, part] { if (listener_.on_other) listener_.on_other(part); }, true);
  }
  return std::nullopt;
}

void Visit::Welcome(const v1::Ready& ready) {
  opened_ = course_.greeted = true;
  course_.next_ping = Clock::now();
  course_.awaiting = ready.awaiting_notice;
  start_.resume_token = ready.resume_token;
  outbox_.Forget(ready.awaiting_notice);
  may_read_ = !ready.awaiting_notice;
  answer_.reset();
  inbox_.Put([this, ready] {
    ready_ = ready;
    if (listener_.on_ready) listener_.on_ready(ready);
  });
  if (!course_.awaiting) return Enter(Phase::kRunning);
  Enter(Phase::kAwaitingNotice);
  const v1::PrivacyNotice notice = ready.notice.value_or(v1::PrivacyNotice{});
  inbox_.Put([this, notice] { if (listener_.on_notice_to_show) listener_.on_notice_to_show(notice); });
  start_.notice_version_shown.clear();
  pending_version_ = notice.version;
}

std::optional<Visit::Ended> Visit::HearAnswer() {
  if (!course_.awaiting || !answer_) return std::nullopt;
  if (!*answer_) return Ended{{"NOTICE_REFUSED", "The notice was not confirmed: nothing was read.", 0}, 0};
  course_.awaiting = false;
  v1::SessionRequest part;
  part.notice_shown.emplace().notice_version = pending_version_;
  outbox_.Put(std::move(part));
  start_.notice_version_shown = pending_version_;
  may_read_ = true;
  Enter(Phase::kRunning);
  return std::nullopt;
}

bool Visit::MayWrite() {
  return course_.call->CanSend() && !(course_.call->Buffers() && course_.sent - course_.acknowledged >= kOnTheWay);
}

void Visit::Write() {
  if (!course_.started && course_.call->CanSend()) {
    course_.started = true;
    v1::SessionRequest part;
    part.start = start_;
    WriteOne(part);
  }
  if (!course_.greeted || course_.closed) return;
  const bool uncounted = course_.call->Buffers() && course_.sent % kAskAfter == kAskAfter - 1;
  if (course_.call->CanSend() && (uncounted || Clock::now() >= course_.next_ping)) WriteOne(Ping());
  while (!outbox_.empty() && MayWrite()) {
    const auto part = outbox_.Take();
    WriteOne(*part);
    if (course_.call->Buffers() && course_.sent % kAskAfter == kAskAfter - 1) WriteOne(Ping());
  }
  if (course_.awaiting || !outbox_.over() || !course_.call->CanSend()) return;
  course_.closed = true;
  course_.call->HalfClose();
}

void Visit::WriteOne(const v1::SessionRequest& part) {
  ++course_.sent;
  course_.call->Send(wire::Write(part));
}

v1::SessionRequest Visit::Ping() {
  course_.next_ping = Clock::now() + (++course_.pings < kBurst ? std::chrono::nanoseconds(kBurstEvery) : std::chrono::nanoseconds(kEvery));
  v1::SessionRequest part;
  v1::Ping& ping = part.ping.emplace();
  ping.marker = ++marker_;
  ping.client_send_time_us = NowUs();
  ping.last_pong_marker = last_marker_;
  ping.last_pong_receive_time_us = last_pong_us_;
  course_.asked.emplace_back(marker_, course_.sent);
  return part;
}

void Visit::Answered(const v1::Pong& pong) {
  const int64_t now_us = NowUs(), sent_us = pong.client_send_time_us;
  const int64_t received_us = pong.server_receive_time_us, returned_us = pong.server_send_time_us;
  last_marker_ = pong.marker;
  last_pong_us_ = now_us;
  probes_.push_back({now_us, now_us - sent_us - (returned_us - received_us), (received_us - sent_us + returned_us - now_us) / 2});
  while (probes_.front().answered_us < now_us - kKeepProbesUs) probes_.pop_front();
  for (; !course_.asked.empty() && course_.asked.front().first <= pong.marker; course_.asked.pop_front()) {
    course_.acknowledged = course_.asked.front().second;
  }
}

Visit::Clock::time_point Visit::Until() const {
  if (stand_ != Stand::kTalking || !course_.call) return Clock::now();
  const auto silent = course_.heard + std::chrono::duration_cast<Clock::duration>(Seconds(options_.silence_s));
  return course_.closed || !course_.call->CanSend() ? silent : std::min(silent, course_.next_ping);
}

void Visit::Enter(Phase phase, const Error& error) {
  inbox_.Put([this, phase, error] {
    phase_ = phase;
    if (listener_.on_phase) listener_.on_phase(phase, error);
  });
}

}  // namespace der
