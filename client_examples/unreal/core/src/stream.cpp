#include "stream.h"

namespace der {

Stream::Stream(v1::DerService::Stub& stub, const std::string& token, std::mutex& mutex, std::condition_variable& stirred)
    : mutex_(mutex), stirred_(stirred) {
  if (!token.empty()) context_.AddMetadata("authorization", "Bearer " + token);
  stub.async()->Session(&context_, this);
  AddHold();  // writes come from outside of the callbacks
  StartCall();
  StartRead(&incoming_);
}

Stream::~Stream() {
  context_.TryCancel();
  Release();
  std::unique_lock lock(mutex_);
  stirred_.wait(lock, [this] { return done; });
}

void Stream::Write(v1::SessionRequest part) {
  may_write = false;
  outgoing_ = std::move(part);
  StartWrite(&outgoing_);
}

void Stream::HalfClose() {
  may_write = false;
  StartWritesDone();
}

void Stream::Release() {
  if (held_) RemoveHold();
  held_ = false;
}

void Stream::OnReadDone(bool ok) {
  if (!ok) {
    std::lock_guard lock(mutex_);
    may_write = false;
    read_over = true;
    stirred_.notify_all();
    return;
  }
  {
    std::lock_guard lock(mutex_);
    arrived.push_back(std::move(incoming_));
    stirred_.notify_all();
  }
  incoming_.Clear();
  StartRead(&incoming_);
}

void Stream::OnWriteDone(bool ok) {
  std::lock_guard lock(mutex_);
  may_write = ok && !read_over;
  stirred_.notify_all();
}

void Stream::OnWritesDoneDone(bool) {}

void Stream::OnDone(const grpc::Status& end) {
  std::lock_guard lock(mutex_);
  status = end;
  done = true;
  stirred_.notify_all();
}

}  // namespace der
