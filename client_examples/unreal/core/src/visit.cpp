#include "visit.h"

#include <algorithm>
#include <cmath>
#include <exception>

#include "status.h"

namespace der {

namespace {

constexpr double kFirstWaitS = 0.25, kLongestWaitS = 10;
constexpr int kBurst = 5;
constexpr auto kBurstEvery = std::chrono::milliseconds(100);
constexpr auto kEvery = std::chrono::seconds(5);
constexpr int64_t kKeepProbesUs = 60'000'000;

std::chrono::nanoseconds Seconds(double seconds) { return std::chrono::nanoseconds(static_cast<int64_t>(seconds * 1e9)); }

bool StartsWith(const std::string& text, const std::string& begin) { return text.rfind(begin, 0) == 0; }

}  // namespace

Visit::Visit(Options options, v1::SessionStart start, Listener listener)
    : options_(std::move(options)), listener_(std::move(listener)), start_(std::move(start)) {}

Visit::~Visit() {
  Leave();
  if (thread_.joinable()) thread_.join();
}

// -- called by the main thread -----------------------------------------------------------------------

void Visit::Begin() { thread_ = std::thread(&Visit::Run, this); }

void Visit::Send(v1::Signals signals) {
  std::lock_guard lock(mutex_);
  if (over_) return;
  if (!withdrawn_.empty()) Strip(signals, {withdrawn_.begin(), withdrawn_.end()});
  if (!may_read_) {
    unsent_ += Strip(signals, {});
    return;
  }
  v1::SessionRequest part;
  *part.mutable_signals() = std::move(signals);
  outbox_.Put(std::move(part));
  stirred_.notify_all();
}

void Visit::Put(v1::SessionRequest part) {
  std::lock_guard lock(mutex_);
  outbox_.Put(std::move(part));
  stirred_.notify_all();
}

void Visit::Withdraw(const v1::Withdraw& withdraw) {
  std::lock_guard lock(mutex_);
  const auto& uses = withdraw.uses();
  const auto& kinds = withdraw.modalities();
  for (auto& grant : *start_.mutable_consent()) {
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), grant.modality()) == kinds.end()) continue;
    const auto named = [&](int use) { return uses.empty() || std::find(uses.begin(), uses.end(), use) != uses.end(); };
    if (named(v1::USE_INFER)) withdrawn_.insert(grant.modality());
    auto* left = grant.mutable_uses();
    left->erase(std::remove_if(left->begin(), left->end(), named), left->end());
  }
  outbox_.PutWithdraw(withdraw);
  stirred_.notify_all();
}

void Visit::Answer(bool agreed) {
  std::lock_guard lock(mutex_);
  answer_ = agreed;
  stirred_.notify_all();
}

void Visit::Finish() {
  std::lock_guard lock(mutex_);
  finishing_ = true;
  outbox_.Close();
  stirred_.notify_all();
}

void Visit::Leave() {
  std::lock_guard lock(mutex_);
  leaving_ = over_ = true;
  stirred_.notify_all();
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
  Enter(Phase::kConnecting);
  if (!Connect()) return;
  for (int tries = 0;; ++tries) {
    opened_ = false;
    const Ended ended = OneStreamOrFault();
    if (opened_) tries = 0;
    std::unique_lock lock(mutex_);
    const bool failed = !ended.error.reason.empty();
    if (leaving_ || (finishing_ && (!failed || opened_)) || (!failed && ended.wait_s == 0)) return Enter(Phase::kFinished);
    const bool again = options_.reconnect && ended.error.Retryable() && tries < options_.max_tries;
    if (failed && !again) {
      over_ = true;
      return Enter(Phase::kFailed, ended.error);
    }
    Enter(Phase::kReconnecting, ended.error);
    stirred_.wait_for(lock, Seconds(std::max(ended.wait_s, BackOff(tries))), [this] { return leaving_; });
  }
}

bool Visit::Connect() {
  const bool secure = StartsWith(options_.address, "https://");
  if (!secure && !StartsWith(options_.address, "http://")) {
    Enter(Phase::kFailed, {"BAD_REQUEST", "The address must be http://HOST:PORT or https://HOST:PORT.", 0});
    return false;
  }
  const std::string host = options_.address.substr(secure ? 8 : 7);
  const bool loopback = StartsWith(host, "127.") || StartsWith(host, "localhost") || StartsWith(host, "[::1]");
  if (options_.token && !secure && !loopback) {
    Enter(Phase::kFailed, {"NOT_ALLOWED", "A token is only sent over TLS: use https:// for " + host + ".", 0});
    return false;
  }
  host_ = host;
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = options_.root_certificates;
  credentials_ = secure ? grpc::SslCredentials(tls) : grpc::InsecureChannelCredentials();
  return true;
}

// Each stream has a connection of its own: where the network has changed, the old one leads nowhere.
std::unique_ptr<v1::DerService::Stub> Visit::NewStub() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return v1::DerService::NewStub(grpc::CreateCustomChannel(host_, credentials_, arguments));
}

// Half to all of a wait that doubles with every try.
double Visit::BackOff(int tries) {
  const double share = std::uniform_real_distribution<double>(0.5, 1)(jitter_);
  return std::min(kLongestWaitS, kFirstWaitS * std::pow(2, tries)) * share;
}

Visit::Ended Visit::OneStreamOrFault() {
  try {
    return OneStream();
  } catch (const std::exception& fault) {  // from the application's token
    return {{"CLIENT_FAULT", fault.what(), 0}, 0};
  }
}

Visit::Ended Visit::OneStream() {
  const auto stub = NewStub();
  Stream stream(*stub, options_.token ? options_.token() : "", mutex_, stirred_);
  Course course;
  std::unique_lock lock(mutex_);
  for (;;) {
    if (leaving_) return {};
    if (Write(stream, course, lock)) continue;
    if (auto ended = Read(stream, course, lock)) return *ended;
    if (!stream.arrived.empty()) continue;
    if (auto ended = HearAnswer(course)) return *ended;
    if (Clock::now() - course.heard > Seconds(options_.silence_s)) return {Unreachable("nothing came for too long"), 0};
    Wait(stream, course, lock);
  }
}

// True where something was begun: the lock was given up meanwhile.
bool Visit::Write(Stream& stream, Course& course, std::unique_lock<std::mutex>& lock) {
  if (!stream.may_write || course.closed) return false;
  auto part = NextPart(course);
  if (!part && !(course.greeted && !course.awaiting && outbox_.over())) return false;
  course.closed = !part;
  stream.may_write = false;
  lock.unlock();
  if (part) {
    stream.Write(std::move(*part));
  } else {
    stream.HalfClose();
  }
  lock.lock();
  return true;
}

std::optional<v1::SessionRequest> Visit::NextPart(Course& course) {
  if (!course.started) {
    course.started = true;
    v1::SessionRequest part;
    *part.mutable_start() = start_;
    return part;
  }
  if (!course.greeted) return std::nullopt;
  if (Clock::now() >= course.next_ping) return Ping(course);
  return outbox_.Take();
}

std::optional<Visit::Ended> Visit::Read(Stream& stream, Course& course, std::unique_lock<std::mutex>& lock) {
  if (!stream.arrived.empty()) {
    v1::SessionResponse response = std::move(stream.arrived.front());
    stream.arrived.pop_front();
    course.heard = Clock::now();
    return Take(std::move(response), course);
  }
  if (stream.read_over && !course.released) {
    course.released = true;
    lock.unlock();
    stream.Release();
    lock.lock();
  }
  if (!stream.done) return std::nullopt;
  if (stream.status.ok()) return Ended{};
  const Error error = ReadStatus(stream.status);
  return Ended{error, error.retry_after_s};
}

std::optional<Visit::Ended> Visit::Take(v1::SessionResponse response, Course& course) {
  switch (response.part_case()) {
    case v1::SessionResponse::kReady:
      Welcome(response.ready(), course);
      break;
    case v1::SessionResponse::kPong:
      Answered(response.pong());
      break;
    case v1::SessionResponse::kState:
      inbox_.Put([this, state = std::move(*response.mutable_state())] { if (listener_.on_state) listener_.on_state(state); }, true);
      break;
    case v1::SessionResponse::kNotice:
      inbox_.Put([this, notice = response.notice()] { if (listener_.on_notice) listener_.on_notice(notice); }, true);
      break;
    case v1::SessionResponse::kGoingAway:
      start_.set_resume_token(response.going_away().resume_token());
      return Ended{{}, std::max(0.01, static_cast<double>(response.going_away().reconnect_after_s()))};
    case v1::SessionResponse::PART_NOT_SET:
      break;  // a part of a newer server
    default:
      inbox_.Put([this, response] { if (listener_.on_other) listener_.on_other(response); }, true);
  }
  return std::nullopt;
}

void Visit::Welcome(const v1::Ready& ready, Course& course) {
  opened_ = course.greeted = true;
  course.next_ping = Clock::now();
  course.awaiting = ready.awaiting_notice();
  start_.set_resume_token(ready.resume_token());
  outbox_.Forget(ready.awaiting_notice());
  may_read_ = !ready.awaiting_notice();
  answer_.reset();
  inbox_.Put([this, ready] {
    ready_ = ready;
    if (listener_.on_ready) listener_.on_ready(ready);
  });
  if (!course.awaiting) return Enter(Phase::kRunning);
  Enter(Phase::kAwaitingNotice);
  inbox_.Put([this, notice = ready.notice()] { if (listener_.on_notice_to_show) listener_.on_notice_to_show(notice); });
  start_.set_notice_version_shown("");
  pending_version_ = ready.notice().version();
}

std::optional<Visit::Ended> Visit::HearAnswer(Course& course) {
  if (!course.awaiting || !answer_) return std::nullopt;
  if (!*answer_) return Ended{{"NOTICE_REFUSED", "The notice was not confirmed: nothing was read.", 0}, 0};
  course.awaiting = false;
  v1::SessionRequest part;
  part.mutable_notice_shown()->set_notice_version(pending_version_);
  outbox_.Put(std::move(part));
  start_.set_notice_version_shown(pending_version_);
  may_read_ = true;
  Enter(Phase::kRunning);
  stirred_.notify_all();
  return std::nullopt;
}

void Visit::Wait(const Stream& stream, const Course& course, std::unique_lock<std::mutex>& lock) {
  if (stream.may_write && !course.closed && course.greeted && !outbox_.empty()) return;  // the answer has just put something there
  auto until = course.heard + std::chrono::duration_cast<Clock::duration>(Seconds(options_.silence_s));
  if (stream.may_write && !course.closed) until = std::min(until, course.next_ping);
  stirred_.wait_until(lock, until);
}

v1::SessionRequest Visit::Ping(Course& course) {
  course.next_ping = Clock::now() + (++course.pings < kBurst ? std::chrono::nanoseconds(kBurstEvery) : std::chrono::nanoseconds(kEvery));
  v1::SessionRequest part;
  auto* ping = part.mutable_ping();
  ping->set_marker(++marker_);
  ping->set_client_send_time_us(NowUs());
  ping->set_last_pong_marker(last_marker_);
  ping->set_last_pong_receive_time_us(last_pong_us_);
  return part;
}

void Visit::Answered(const v1::Pong& pong) {
  const int64_t now_us = NowUs(), sent_us = pong.client_send_time_us();
  const int64_t received_us = pong.server_receive_time_us(), returned_us = pong.server_send_time_us();
  last_marker_ = pong.marker();
  last_pong_us_ = now_us;
  probes_.push_back({now_us, now_us - sent_us - (returned_us - received_us), (received_us - sent_us + returned_us - now_us) / 2});
  while (probes_.front().answered_us < now_us - kKeepProbesUs) probes_.pop_front();
}

void Visit::Enter(Phase phase, Error error) {
  inbox_.Put([this, phase, error = std::move(error)] {
    phase_ = phase;
    if (listener_.on_phase) listener_.on_phase(phase, error);
  });
}

}  // namespace der
