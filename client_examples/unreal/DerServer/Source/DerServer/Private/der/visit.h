// Lives through one stream after the other: a machine that takes a step whenever something may have changed, on a thread
// of its own or on the engine's.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "der/inbox.h"
#include "der/outbox.h"
#include "der/session.h"

namespace der {

// One answered ping. The shortest round trip has the smallest possible error (the NTP rule).
struct Probe {
  int64_t answered_us = 0, round_trip_us = 0, offset_us = 0;
};

// Wakes the thread. Anybody may ring it, whatever locks they hold.
class Bell {
 public:
  void Ring();
  void Wait(std::chrono::steady_clock::time_point until);

 private:
  std::mutex mutex_;
  std::condition_variable rang_;
  bool ringing_ = false;
};

class Visit {
 public:
  Visit(std::shared_ptr<Transport> transport, Options options, v1::SessionStart start, Listener listener);
  ~Visit();

  void Begin();
  void Tick();
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
  using Lock = std::unique_lock<std::mutex>;

  enum class Stand { kBefore, kPausing, kTalking, kOver };

  // What ended a stream (no reason: it ended well or the server is going away), and the wait it asks for.
  struct Ended {
    Error error;
    double wait_s = 0;
  };

  // Where one stream stands.
  struct Course {
    std::unique_ptr<Call> call;
    Clock::time_point heard = Clock::now();
    Clock::time_point next_ping = Clock::time_point::max();
    int pings = 0;
    int64_t sent = 0, acknowledged = 0;  // messages; counted for networks that buffer without end
    std::deque<std::pair<uint64_t, int64_t>> asked;  // a ping's marker, and what had been sent before it
    bool started = false, greeted = false, awaiting = false, closed = false;
  };

  void Run();
  std::unique_ptr<Call> Step(Clock::time_point& until);
  std::optional<Ended> Open(Lock& lock);
  std::optional<Ended> Talk();
  void Over(Phase phase, const Error& error = {});
  void StreamEnded(const Ended& ended);
  std::optional<Ended> Hear(const std::string& message);
  void Welcome(const v1::Ready& ready);
  std::optional<Ended> HearAnswer();
  void Write();
  bool MayWrite();
  void WriteOne(const v1::SessionRequest& part);
  v1::SessionRequest Ping();
  void Answered(const v1::Pong& pong);
  Clock::time_point Until() const;
  void Enter(Phase phase, const Error& error = {});
  double BackOff(int tries);

  const std::shared_ptr<Transport> transport_;
  const Options options_;
  const Listener listener_;
  Inbox inbox_;
  const std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();  // outlives the visit where a network still holds it
  Phase phase_ = Phase::kIdle;  // the main thread's, as `ready_`
  v1::Ready ready_;

  mutable std::mutex mutex_;  // of all below
  Stand stand_ = Stand::kBefore;
  Course course_;
  Clock::time_point pause_until_;
  int tries_ = 0;
  v1::SessionStart start_;
  Outbox outbox_;
  std::set<v1::Modality> withdrawn_;
  std::optional<bool> answer_;
  std::string pending_version_;  // of the notice being shown
  std::deque<Probe> probes_;
  uint64_t marker_ = 0, last_marker_ = 0;
  int64_t last_pong_us_ = 0, unsent_ = 0;
  bool may_read_ = false, leaving_ = false, finishing_ = false, opened_ = false;

  std::mt19937 jitter_{std::random_device{}()};
  std::thread thread_;
};

}  // namespace der
