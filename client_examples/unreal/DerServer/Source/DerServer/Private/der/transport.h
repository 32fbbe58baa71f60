// How bytes travel: what a session asks of a network.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace der {

// What went wrong, in words to show. `reason` is one of the page on the protocol, or the client's own UNREACHABLE,
// NOTICE_REFUSED, NOT_ALLOWED and CLIENT_FAULT (the application's token callback threw); empty = nothing went wrong.
struct Error {
  std::string reason;
  std::string message;
  double retry_after_s = 0;  // 0 = the server named no wait

  bool Retryable() const { return reason == "UNREACHABLE" || reason == "OVERLOADED" || reason == "GOING_AWAY"; }
};

// One stream. Called by one thread at a time; nothing waits but the destructor, which leaves at once.
class Call {
 public:
  virtual ~Call() = default;
  virtual bool CanSend() = 0;                   // whether the network takes a message now
  virtual void Send(std::string message) = 0;   // only where CanSend()
  virtual void HalfClose() = 0;                 // nothing more comes from this side; only where CanSend(), once
  virtual bool Next(std::string& message) = 0;  // the next message that came; false = none waits
  virtual std::optional<Error> Ended() = 0;     // after the last message: how it ended
  virtual bool Buffers() const { return false; }  // takes all and tells nothing: the session counts what is on its way
};

// Opens streams to one server.
class Transport {
 public:
  virtual ~Transport() = default;
  // A stream on a connection of its own: where the network has changed, the old one leads nowhere. `stir` is to be called,
  // by any thread, whenever something has come or may be sent.
  virtual std::unique_ptr<Call> Open(const std::string& token, std::function<void()> stir) = 0;
  virtual Error Check(bool with_token) const = 0;  // of the address; no reason = it is good
};

// For transports: an address such as `http://HOST:PORT` with one of two schemes, and whether a token may travel there.
Error CheckAddress(const std::string& address, const std::string& plain, const std::string& secure, bool with_token);

}  // namespace der
