#include "der/socket_call.h"

#include <cstdint>

#include "der/status.h"

namespace der {

namespace {

constexpr int kNormal = 1000, kTooBig = 1009;  // RFC 6455, 7.4.1

std::string FromBase64(const std::string& text) {
  static const std::string kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char letter : text) {
    const size_t value = kLetters.find(letter);
    if (value == std::string::npos) break;  // the padding
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out.push_back(static_cast<char>(bits >> count));
  }
  return out;
}

}  // namespace

void SocketEnds::OnConnected() {
  std::lock_guard lock(mutex_);
  connected_ = true;
  if (stir_) stir_();
}

void SocketEnds::OnMessage(std::string bytes, bool text) {
  std::lock_guard lock(mutex_);
  if (!text) arrived_.push_back(std::move(bytes));
  else if (!ended_) ended_ = ReadStatus(0, "", FromBase64(bytes));
  if (stir_) stir_();
}

void SocketEnds::OnClosed(int code, const std::string& why) {
  std::lock_guard lock(mutex_);
  connected_ = false;
  if (!ended_ && code == kNormal) ended_ = Error{};
  if (!ended_ && code == kTooBig) ended_ = Error{"LIMIT_EXCEEDED", "The message is too large.", 0};
  if (!ended_) ended_ = Unreachable(why.empty() ? "the connection was closed" : why);
  if (stir_) stir_();
}

SocketCall::~SocketCall() {
  {
    std::lock_guard lock(ends_->mutex_);
    ends_->stir_ = nullptr;
  }
  socket_.reset();
}

bool SocketCall::CanSend() {
  std::lock_guard lock(ends_->mutex_);
  return ends_->connected_ && !ends_->ended_;
}

void SocketCall::Send(std::string message) {
  if (!message.empty()) socket_->SendBinary(message);  // an empty one is a half close here, and an empty part says nothing
}

bool SocketCall::Next(std::string& message) {
  std::lock_guard lock(ends_->mutex_);
  if (ends_->arrived_.empty()) return false;
  message = std::move(ends_->arrived_.front());
  ends_->arrived_.pop_front();
  return true;
}

std::optional<Error> SocketCall::Ended() {
  std::lock_guard lock(ends_->mutex_);
  return ends_->arrived_.empty() ? ends_->ended_ : std::nullopt;
}

std::string SessionUrl(const std::string& address) {
  const bool slash = !address.empty() && address.back() == '/';
  return address + (slash ? "" : "/") + "v1/session";
}

}  // namespace der
