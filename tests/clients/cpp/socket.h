// A WebSocket for the driver: RFC 6455 over a POSIX socket, plaintext, as little as the tests need.
#pragma once

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "der/socket_call.h"

class PosixSocket : public der::Socket {
 public:
  PosixSocket(std::string address, std::string token, std::shared_ptr<der::SocketEnds> ends)
      : address_(std::move(address)), token_(std::move(token)), ends_(std::move(ends)), thread_([this] { Run(); }) {}

  ~PosixSocket() override {
    {
      std::lock_guard lock(mutex_);
      gone_ = true;
      if (file_ >= 0) shutdown(file_, SHUT_RDWR);
    }
    thread_.join();
    if (file_ >= 0) close(file_);
  }

  void SendBinary(const std::string& bytes) override { SendFrame(0x82, bytes); }

 private:
  void Run() {
    if (!Connect() || !Shake()) return ends_->OnClosed(0, "no WebSocket there");
    ends_->OnConnected();
    for (std::string bytes; true; bytes.clear()) {
      int kind = 0;
      if (!ReadMessage(kind, bytes)) return ends_->OnClosed(0, "the connection was cut");
      if (kind == 9) SendFrame(0x8a, bytes);
      if (kind == 8) {
        SendFrame(0x88, bytes);
        const int code = bytes.size() < 2 ? 1005 : static_cast<uint8_t>(bytes[0]) << 8 | static_cast<uint8_t>(bytes[1]);
        return ends_->OnClosed(code, "closed with " + std::to_string(code));
      }
      if (kind == 1 || kind == 2) ends_->OnMessage(bytes, kind == 1);
    }
  }

  bool Connect() {
    const std::string place = address_.substr(5);  // past ws://
    const auto colon = place.rfind(':');
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(place.substr(0, colon).c_str(), place.substr(colon + 1).c_str(), &hints, &found) != 0) return false;
    const int file = socket(found->ai_family, found->ai_socktype, 0);
    const bool connected = connect(file, found->ai_addr, found->ai_addrlen) == 0;
    freeaddrinfo(found);
    std::lock_guard lock(mutex_);
    file_ = file;
    return connected && !gone_;
  }

  bool Shake() {
    std::string hello = "GET /v1/session HTTP/1.1\r\nHost: " + address_.substr(5) + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    hello += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: ";
    hello += std::string(der::kSubprotocol) + "\r\n" + (token_.empty() ? "" : "Authorization: Bearer " + token_ + "\r\n") + "\r\n";
    SendRaw(hello);
    std::string answer;
    while (answer.find("\r\n\r\n") == std::string::npos) {
      if (!ReadRaw(answer, 1)) return false;
    }
    return answer.rfind("HTTP/1.1 101", 0) == 0;
  }

  bool ReadRaw(std::string& out, size_t count) {
    for (const size_t whole = out.size() + count; out.size() < whole;) {
      char piece[4096];
      const ssize_t got = recv(file_, piece, std::min(sizeof piece, whole - out.size()), 0);
      if (got <= 0) return false;
      out.append(piece, static_cast<size_t>(got));
    }
    return true;
  }

  bool ReadMessage(int& kind, std::string& bytes) {
    for (bool last = false; !last;) {
      std::string head;
      if (!ReadRaw(head, 2)) return false;
      last = head[0] & 0x80;
      if (head[0] & 15) kind = head[0] & 15;
      size_t size = head[1] & 0x7f;
      const size_t more = size == 126 ? 2 : size == 127 ? 8 : 0;
      if (more) size = 0;
      if (!ReadRaw(head, more)) return false;
      for (size_t i = 0; i < more; ++i) size = size << 8 | static_cast<uint8_t>(head[2 + i]);
      if (!ReadRaw(bytes, size)) return false;
    }
    return true;
  }

  void SendFrame(unsigned kind, const std::string& bytes) {
    std::string frame(1, static_cast<char>(kind));
    const size_t size = bytes.size(), more = size < 126 ? 0 : size < 65536 ? 2 : 8;
    frame.push_back(static_cast<char>(0x80 | (more == 0 ? size : more == 2 ? 126 : 127)));
    for (size_t i = more; i-- > 0;) frame.push_back(static_cast<char>(size >> 8 * i));
    frame.append(4, '\0');  // a mask of zeros is one too
    SendRaw(frame + bytes);
  }

  void SendRaw(const std::string& bytes) {
    std::lock_guard lock(mutex_);
    for (size_t sent = 0; sent < bytes.size();) {
      const ssize_t count = send(file_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;  // reading tells why
      sent += static_cast<size_t>(count);
    }
  }

  const std::string address_, token_;
  const std::shared_ptr<der::SocketEnds> ends_;
  std::mutex mutex_;
  int file_ = -1;
  bool gone_ = false;
  std::thread thread_;
};

class PosixSockets : public der::Transport {
 public:
  explicit PosixSockets(std::string address) : address_(std::move(address)) {}

  std::unique_ptr<der::Call> Open(const std::string& token, std::function<void()> stir) override {
    auto ends = std::make_shared<der::SocketEnds>(std::move(stir));
    return std::make_unique<der::SocketCall>(ends, std::make_unique<PosixSocket>(address_, token, ends));
  }

  der::Error Check(bool with_token) const override { return der::CheckAddress(address_, "ws", "wss", with_token); }

 private:
  std::string address_;
};
