// One person's session with a DER server, without engine types and without a network library.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "der/messages.h"
#include "der/transport.h"

namespace der {

// Where a session stands.
enum class Phase { kIdle, kConnecting, kAwaitingNotice, kRunning, kReconnecting, kFinished, kFailed };

// How a bad network is borne, and who does the work.
struct Options {
  std::function<std::string()> token;  // asked before every stream; unset = none. Only over TLS or on loopback
  bool reconnect = true;               // whether a cut stream is followed by another one
  int max_tries = 8;                   // streams in a row that never came to `ready`, before giving up
  double silence_s = 15;               // seconds without a word after which a stream counts as cut
  bool own_thread = true;              // false: Tick() does the work, for networks that belong to the engine's thread
};

// What happens, told by Tick() on the thread that calls it. Anything may be left unset.
struct Listener {
  std::function<void(Phase, const Error&)> on_phase;
  std::function<void(const v1::Ready&)> on_ready;                   // on each stream: orders, limits, resumed or reset
  std::function<void(const v1::PrivacyNotice&)> on_notice_to_show;  // show it, then ConfirmNotice or RefuseNotice
  std::function<void(const v1::SessionState&)> on_state;
  std::function<void(const v1::Notice&)> on_notice;           // refused samples and the like; the session goes on
  std::function<void(const v1::SessionResponse&)> on_other;   // calibration, feedback
};

// Microseconds on this machine's monotonic clock: the time of every sample.
int64_t NowUs();

class Visit;

// One visit, on one stream and on the next one where the first is cut. No method but the destructor waits, and that one
// only until the network has let go (milliseconds).
class Session {
 public:
  Session(std::shared_ptr<Transport> transport, Options options, v1::SessionStart start, Listener listener);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void Begin();  // connect; once
  void Tick();   // tell the listener what waits; once a frame, from the thread that may touch the scene

  void Send(v1::Signals signals);  // before the notice is confirmed samples are dropped
  void EndOfUtterance();
  void Update(const v1::SessionUpdate& update);
  void Calibrate(const v1::Calibrate& calibrate);
  void Feedback(const v1::Feedback& feedback);
  void ConfirmNotice();
  void RefuseNotice();
  // Takes consent back, before everything that waits and for later streams too. Nothing named = all.
  void Withdraw(const std::vector<v1::Modality>& modalities = {}, const std::vector<v1::Use>& uses = {});
  void Finish();  // nothing more comes: the server answers everything, then the phase is kFinished
  void Leave();   // at once, whatever is on its way

  Phase phase() const;              // as of the last Tick
  const v1::Ready& ready() const;   // the newest, as of the last Tick
  int64_t samples_dropped() const;  // never sent: newer ones were waiting, or nothing may be read yet
  int64_t states_missed() const;    // never told: Tick was not called for long
  int64_t clock_offset_us() const;  // server's clock less ours; 0 before the first answered ping
  int64_t round_trip_us() const;    // shortest of the last minute; 0 before the first answered ping

 private:
  std::unique_ptr<Visit> visit_;
};

}  // namespace der
