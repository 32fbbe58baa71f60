#include "outbox.h"

#include <algorithm>

namespace der {

namespace {

constexpr size_t kFresh = 10, kMost = 100, kLimit = 1000;

google::protobuf::RepeatedField<int> These(std::initializer_list<int> values) { return {values.begin(), values.end()}; }

template <typename Samples>
int64_t Clear(Samples* samples) {
  const int64_t count = samples->size();
  samples->Clear();
  return count;
}

}  // namespace

int64_t Strip(v1::Signals& signals, const google::protobuf::RepeatedField<int>& modalities) {
  const auto named = [&](int modality) {
    return modalities.empty() || std::find(modalities.begin(), modalities.end(), modality) != modalities.end();
  };
  int64_t count = 0;
  if (named(v1::MODALITY_FACE)) count += Clear(signals.mutable_faces()) + Clear(signals.mutable_heads());
  if (named(v1::MODALITY_BODY)) count += Clear(signals.mutable_bodies());
  if (named(v1::MODALITY_VOICE)) count += Clear(signals.mutable_voices());
  if (named(v1::MODALITY_TEXT)) count += Clear(signals.mutable_texts());
  if (named(v1::MODALITY_BEHAVIOUR)) count += Clear(signals.mutable_events());
  return count;
}

void Outbox::Put(v1::SessionRequest part) {
  const bool signals = part.has_signals();
  parts_.push_back(std::move(part));
  if (signals) Thin();
}

void Outbox::PutWithdraw(const v1::Withdraw& withdraw) {
  const auto& uses = withdraw.uses();
  if (uses.empty() || std::find(uses.begin(), uses.end(), v1::USE_INFER) != uses.end()) {
    for (auto& part : parts_) {
      if (part.has_signals()) Strip(*part.mutable_signals(), withdraw.modalities());
    }
    RemoveEmpty();
  }
  v1::SessionRequest part;
  *part.mutable_withdraw() = withdraw;
  parts_.push_front(std::move(part));
}

std::optional<v1::SessionRequest> Outbox::Take() {
  if (parts_.empty()) return std::nullopt;
  v1::SessionRequest part = std::move(parts_.front());
  parts_.pop_front();
  return part;
}

void Outbox::Forget(bool signals) {
  const auto stale = [&](const auto& part) { return part.has_ping() || (signals && part.has_signals()); };
  parts_.erase(std::remove_if(parts_.begin(), parts_.end(), stale), parts_.end());
}

void Outbox::Thin() {
  size_t newer = 0;
  for (auto part = parts_.rbegin(); part != parts_.rend() && newer <= kMost; ++part) {
    if (!part->has_signals()) continue;
    if (newer == kFresh) dropped_ += Strip(*part->mutable_signals(), These({v1::MODALITY_FACE, v1::MODALITY_BODY}));
    if (newer == kMost) dropped_ += Strip(*part->mutable_signals(), These({v1::MODALITY_VOICE}));
    ++newer;
  }
  RemoveEmpty();
  if (parts_.size() <= kLimit) return;
  const auto oldest = std::find_if(parts_.begin(), parts_.end(), [](const auto& part) { return part.has_signals(); });
  dropped_ += Strip(*oldest->mutable_signals(), {});
  parts_.erase(oldest);
}

void Outbox::RemoveEmpty() {
  const auto empty = [](const auto& part) { return part.has_signals() && part.signals().ByteSizeLong() == 0; };
  parts_.erase(std::remove_if(parts_.begin(), parts_.end(), empty), parts_.end());
}

}  // namespace der
