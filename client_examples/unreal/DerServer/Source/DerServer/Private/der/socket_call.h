// A session on one WebSocket, whoever owns the socket: the engine feeds what comes and sends what is asked for.
// One protobuf message in each binary message, an empty one as half close; a text message is the base64 of the
// google.rpc.Status the call ends with (docs/protocol.md, "A door for browsers").
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "der/transport.h"

namespace der {

// What a socket has to tell. Any thread may call; after Leave() nothing is asked of the engine any more.
class SocketEnds {
 public:
  explicit SocketEnds(std::function<void()> stir) : stir_(std::move(stir)) {}

  void OnConnected();
  void OnMessage(std::string bytes, bool text);
  void OnClosed(int code, const std::string& why);  // also where no connection came about: code 0

 private:
  friend class SocketCall;
  std::mutex mutex_;
  std::function<void()> stir_;
  std::deque<std::string> arrived_;
  bool connected_ = false;
  std::optional<Error> ended_;
};

// The engine's socket, as far as it is needed.
class Socket {
 public:
  virtual ~Socket() = default;                         // closes it
  virtual void SendBinary(const std::string& bytes) = 0;  // an empty one too; never waits
};

class SocketCall : public Call {
 public:
  SocketCall(std::shared_ptr<SocketEnds> ends, std::unique_ptr<Socket> socket) : ends_(std::move(ends)), socket_(std::move(socket)) {}
  ~SocketCall() override;

  bool CanSend() override;
  void Send(std::string message) override;
  void HalfClose() override { socket_->SendBinary(""); }
  bool Next(std::string& message) override;
  std::optional<Error> Ended() override;
  bool Buffers() const override { return true; }

 private:
  std::shared_ptr<SocketEnds> ends_;
  std::unique_ptr<Socket> socket_;
};

// Where sessions are: `ws://HOST:PORT` -> `ws://HOST:PORT/v1/session`.
std::string SessionUrl(const std::string& address);

constexpr const char* kSubprotocol = "der.v1";

}  // namespace der
