// Lives through one stream after the other, on a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <thread>

#include "der/session.h"
#include "inbox.h"
#include "outbox.h"
#include "stream.h"

namespace der {

// One answered ping. The shortest round trip has the smallest possible error (the NTP rule).
struct Probe {
  int64_t answered_us = 0, round_trip_us = 0, offset_us = 0;
};

class Visit {
 public:
  Visit(Options options, v1::SessionStart start, Listener listener);
  ~Visit();

  void Begin();
  void Tick() { inbox_.Tell(); }
  void Send(v1::Signals signals);
  void Put(v1::SessionRequest part);
  void Withdraw(const v1::Withdraw& withdraw);
  void Answer(bool agreed);
  void Finish();
  void Leave();

  Phase phase() const { return phase_; }
  const v1::Ready& ready() const { return ready_; }
  int64_t samples_dropped() const;
  int64_t states_missed() const { return inbox_.missed(); }
  Probe BestProbe() const;

 private:
  using Clock = std::chrono::steady_clock;

  // What ended a stream (no reason: it ended well or the server is going away), and the wait it asks for.
  struct Ended {
    Error error;
    double wait_s = 0;
  };

  // Where one stream stands.
  struct Course {
    Clock::time_point heard = Clock::now();
    Clock::time_point next_ping = Clock::time_point::max();
    int pings = 0;
    bool started = false, greeted = false, awaiting = false, closed = false, released = false;
  };

  void Run();
  bool Connect();
  std::unique_ptr<v1::DerService::Stub> NewStub() const;
  Ended OneStreamOrFault();
  Ended OneStream();
  bool Write(Stream& stream, Course& course, std::unique_lock<std::mutex>& lock);
  std::optional<v1::SessionRequest> NextPart(Course& course);
  std::optional<Ended> Read(Stream& stream, Course& course, std::unique_lock<std::mutex>& lock);
  std::optional<Ended> Take(v1::SessionResponse response, Course& course);
  void Welcome(const v1::Ready& ready, Course& course);
  std::optional<Ended> HearAnswer(Course& course);
  void Wait(const Stream& stream, const Course& course, std::unique_lock<std::mutex>& lock);
  void Answered(const v1::Pong& pong);
  v1::SessionRequest Ping(Course& course);
  void Enter(Phase phase, Error error = {});
  double BackOff(int tries);

  const Options options_;
  const Listener listener_;
  Inbox inbox_;
  Phase phase_ = Phase::kIdle;  // the main thread's, as `ready_`
  v1::Ready ready_;

  mutable std::mutex mutex_;  // of all below
  std::condition_variable stirred_;
  v1::SessionStart start_;
  Outbox outbox_;
  std::set<int> withdrawn_;
  std::optional<bool> answer_;
  std::string pending_version_;  // of the notice being shown
  std::deque<Probe> probes_;
  uint64_t marker_ = 0, last_marker_ = 0;
  int64_t last_pong_us_ = 0, unsent_ = 0;
  bool may_read_ = false, leaving_ = false, finishing_ = false, over_ = false, opened_ = false;

  std::string host_;
  std::shared_ptr<grpc::ChannelCredentials> credentials_;
  std::mt19937 jitter_{std::random_device{}()};
  std::thread thread_;
};

}  // namespace der
