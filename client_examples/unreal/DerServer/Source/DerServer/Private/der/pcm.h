// Sound as the protocol has it: signed 16-bit little-endian, mono.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

namespace der {

// Interleaved samples, -1 to 1, mixed down to one channel. What is beyond is clipped.
inline std::string Pcm16(const float* samples, size_t frames, size_t channels) {
  std::string out(2 * frames, '\0');
  for (size_t i = 0; i < frames; ++i) {
    float sum = 0;
    for (size_t c = 0; c < channels; ++c) sum += samples[i * channels + c];
    const float mono = std::max(-1.0f, std::min(1.0f, sum / static_cast<float>(channels)));
    const auto value = static_cast<uint16_t>(static_cast<int16_t>(mono * 32767.0f));
    out[2 * i] = static_cast<char>(value & 0xff);
    out[2 * i + 1] = static_cast<char>(value >> 8);
  }
  return out;
}

}  // namespace der
