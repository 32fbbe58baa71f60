// What the network has for the main thread, in order. Of more than 256 things waiting the oldest that may be missed (a
// state, a notice) goes: an application that pauses keeps the newest.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>

namespace der {

class Inbox {
 public:
  void Put(std::function<void()> tell, bool may_be_missed = false) {
    std::lock_guard lock(mutex_);
    waiting_.push_back({std::move(tell), may_be_missed});
    if (waiting_.size() <= kLimit) return;
    const auto oldest = std::find_if(waiting_.begin(), waiting_.end(), [](const auto& one) { return one.may_be_missed; });
    if (oldest == waiting_.end()) return;
    waiting_.erase(oldest);
    ++missed_;
  }

  void Tell() {
    for (;;) {
      std::function<void()> tell;
      {
        std::lock_guard lock(mutex_);
        if (waiting_.empty()) return;
        tell = std::move(waiting_.front().tell);
        waiting_.pop_front();
      }
      tell();
    }
  }

  int64_t missed() const {
    std::lock_guard lock(mutex_);
    return missed_;
  }

 private:
  static constexpr size_t kLimit = 256;
  struct Waiting {
    std::function<void()> tell;
    bool may_be_missed;
  };
  mutable std::mutex mutex_;
  std::deque<Waiting> waiting_;
  int64_t missed_ = 0;
};

}  // namespace der
