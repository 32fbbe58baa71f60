#include "der/outbox.h"

namespace der {

namespace {

constexpr size_t kFresh = 10, kMost = 100, kLimit = 1000;

template <typename Sample>
int64_t Clear(std::vector<Sample>& samples) {
  const auto count = static_cast<int64_t>(samples.size());
  samples.clear();
  return count;
}

bool IsEmpty(const v1::SessionRequest& part) {
  if (!part.signals) return false;
  const v1::Signals& s = *part.signals;
  return s.faces.empty() && s.heads.empty() && s.bodies.empty() && s.voices.empty() && s.texts.empty() && s.events.empty() &&
         !s.end_of_utterance;
}

}  // namespace

int64_t Strip(v1::Signals& signals, const std::vector<v1::Modality>& modalities) {
  int64_t count = 0;
  if (Names(modalities, v1::Modality::kFace)) count += Clear(signals.faces) + Clear(signals.heads);
  if (Names(modalities, v1::Modality::kBody)) count += Clear(signals.bodies);
  if (Names(modalities, v1::Modality::kVoice)) count += Clear(signals.voices);
  if (Names(modalities, v1::Modality::kText)) count += Clear(signals.texts);
  if (Names(modalities, v1::Modality::kBehaviour)) count += Clear(signals.events);
  return count;
}

void Outbox::Put(v1::SessionRequest part) {
  const bool signals = part.signals.has_value();
  parts_.push_back(std::move(part));
  if (signals) Thin();
}

void Outbox::PutWithdraw(const v1::Withdraw& withdraw) {
  if (Names(withdraw.uses, v1::Use::kInfer)) {
    for (auto& part : parts_) {
      if (part.signals) Strip(*part.signals, withdraw.modalities);
    }
    RemoveEmpty();
  }
  v1::SessionRequest part;
  part.withdraw = withdraw;
  parts_.push_front(std::move(part));
}

std::optional<v1::SessionRequest> Outbox::Take() {
  if (parts_.empty()) return std::nullopt;
  v1::SessionRequest part = std::move(parts_.front());
  parts_.pop_front();
  return part;
}

void Outbox::Forget(bool signals) {
  const auto stale = [&](const auto& part) { return part.ping || (signals && part.signals); };
  parts_.erase(std::remove_if(parts_.begin(), parts_.end(), stale), parts_.end());
}

void Outbox::Thin() {
  size_t newer = 0;
  for (auto part = parts_.rbegin(); part != parts_.rend() && newer <= kMost; ++part) {
    if (!part->signals) continue;
    if (newer == kFresh) dropped_ += Strip(*part->signals, {v1::Modality::kFace, v1::Modality::kBody});
    if (newer == kMost) dropped_ += Strip(*part->signals, {v1::Modality::kVoice});
    ++newer;
  }
  RemoveEmpty();
  if (parts_.size() <= kLimit) return;
  const auto oldest = std::find_if(parts_.begin(), parts_.end(), [](const auto& part) { return part.signals.has_value(); });
  dropped_ += Strip(*oldest->signals, {});
  parts_.erase(oldest);
}

void Outbox::RemoveEmpty() { parts_.erase(std::remove_if(parts_.begin(), parts_.end(), IsEmpty), parts_.end()); }

}  // namespace der
