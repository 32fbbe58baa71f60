// What waits to be sent, in order and bounded. The caller holds the lock.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "der/messages.h"

namespace der {

// Whether a list names something; an empty one names all.
template <typename T>
bool Names(const std::vector<T>& list, T value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

// Removes the samples of some modalities (none named = all); how many they were.
int64_t Strip(v1::Signals& signals, const std::vector<v1::Modality>& modalities);

// More than 10 messages of signals waiting: faces and bodies of the older ones go; more than 100: voice goes too (the
// server sees the gap); more than 1000 parts: the oldest signals.
class Outbox {
 public:
  void Put(v1::SessionRequest part);
  void PutWithdraw(const v1::Withdraw& withdraw);  // before everything that waits, and what it forbids is not sent
  std::optional<v1::SessionRequest> Take();
  void Forget(bool signals);  // pings, and signals where nothing may be read yet
  void Close() { closed_ = true; }
  bool empty() const { return parts_.empty(); }
  bool over() const { return closed_ && parts_.empty(); }
  int64_t dropped() const { return dropped_; }

 private:
  void Thin();
  void RemoveEmpty();

  std::deque<v1::SessionRequest> parts_;
  int64_t dropped_ = 0;
  bool closed_ = false;
};

}  // namespace der
