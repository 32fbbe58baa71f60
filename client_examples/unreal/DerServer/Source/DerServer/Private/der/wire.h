// Protobuf's wire format for the structs of messages.h, in both directions. Needs nothing but the standard library.
// Rules: https://protobuf.dev/programming-guides/encoding/ (fields in order, defaults left out, packed numbers).
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace der::wire {

enum Kind : uint32_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

inline void PutVarint(std::string& out, uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

inline void PutTag(std::string& out, uint32_t number, Kind kind) { PutVarint(out, number << 3 | kind); }

inline void PutBytes(std::string& out, uint32_t number, std::string_view bytes) {
  PutTag(out, number, kBytes);
  PutVarint(out, bytes.size());
  out.append(bytes);
}

template <typename T>
constexpr bool kIsNumber = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// A number without its tag. A negative one takes ten bytes, as protobuf has it.
template <typename T>
void PutNumber(std::string& out, T value) {
  if constexpr (std::is_same_v<T, float>) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(bits >> 8 * i));
  } else {
    PutVarint(out, static_cast<uint64_t>(static_cast<int64_t>(value)));
  }
}

template <typename T>
constexpr Kind KindOf() {
  return std::is_same_v<T, float> ? kFixed32 : kVarint;
}

template <typename T>
bool IsDefault(T value) {
  const T zero{};
  return std::memcmp(&value, &zero, sizeof value) == 0;  // -0 is not 0 here
}

template <typename Message>
std::string Write(const Message& message);

// One field: a number, text, a message, or a list of any of them.
template <typename T>
void Put(std::string& out, uint32_t number, const T& value) {
  if constexpr (kIsNumber<T>) {
    if (IsDefault(value)) return;
    PutTag(out, number, KindOf<T>());
    PutNumber(out, value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!value.empty()) PutBytes(out, number, value);
  } else {
    PutBytes(out, number, Write(value));
  }
}

template <typename T>
void Put(std::string& out, uint32_t number, const std::optional<T>& value) {
  if (value) PutBytes(out, number, Write(*value));
}

template <typename T>
void Put(std::string& out, uint32_t number, const std::vector<T>& values) {
  if constexpr (kIsNumber<T>) {
    if (values.empty()) return;
    std::string packed;
    for (const T value : values) PutNumber(packed, value);
    PutBytes(out, number, packed);
  } else if constexpr (std::is_same_v<T, std::string>) {
    for (const T& value : values) PutBytes(out, number, value);
  } else {
    for (const T& value : values) PutBytes(out, number, Write(value));
  }
}

// A message as bytes.
template <typename Message>
std::string Write(const Message& message) {
  std::string out;
  Message::Each(message, [&](uint32_t number, const auto& value) { Put(out, number, value); });
  out += message.newer_fields;
  return out;
}

// What is left of a message being read. Every method is false at the end and where the bytes make no sense.
class Input {
 public:
  explicit Input(std::string_view bytes) : bytes_(bytes) {}

  bool Empty() const { return bytes_.empty(); }
  size_t Left() const { return bytes_.size(); }

  bool Varint(uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<uint8_t>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }

  bool Bytes(uint64_t size, std::string_view& out) {
    if (size > bytes_.size()) return false;
    out = bytes_.substr(0, static_cast<size_t>(size));
    bytes_.remove_prefix(static_cast<size_t>(size));
    return true;
  }

  bool Sized(std::string_view& out) {
    uint64_t size;
    return Varint(size) && Bytes(size, out);
  }

  bool Skip(uint32_t kind) {
    uint64_t number;
    std::string_view bytes;
    if (kind == kVarint) return Varint(number);
    if (kind == kBytes) return Sized(bytes);
    return (kind == kFixed32 && Bytes(4, bytes)) || (kind == kFixed64 && Bytes(8, bytes));
  }

 private:
  std::string_view bytes_;
};

template <typename Message>
bool Read(std::string_view bytes, Message& message);

template <typename T>
bool TakeNumber(Input& input, T& value) {
  if constexpr (std::is_same_v<T, float>) {
    std::string_view raw;
    if (!input.Bytes(4, raw)) return false;
    uint32_t bits = 0;
    for (size_t i = 0; i < 4; ++i) bits |= static_cast<uint32_t>(static_cast<uint8_t>(raw[i])) << 8 * i;
    std::memcpy(&value, &bits, sizeof value);
    return true;
  } else {
    uint64_t number;
    if (!input.Varint(number)) return false;
    value = std::is_same_v<T, bool> ? static_cast<T>(number != 0) : static_cast<T>(number);
    return true;
  }
}

enum class Taken { kYes, kNo, kOther };  // kOther: another kind of field than this release knows by the number

template <typename T>
Taken Take(Input& input, uint32_t kind, T& value) {
  if (kind != (kIsNumber<T> ? KindOf<T>() : kBytes)) return Taken::kOther;
  if constexpr (kIsNumber<T>) {
    return TakeNumber(input, value) ? Taken::kYes : Taken::kNo;
  } else {
    std::string_view bytes;
    if (!input.Sized(bytes)) return Taken::kNo;
    if constexpr (std::is_same_v<T, std::string>) {
      value.assign(bytes);
      return Taken::kYes;
    } else {
      return Read(bytes, value) ? Taken::kYes : Taken::kNo;
    }
  }
}

template <typename T>
Taken Take(Input& input, uint32_t kind, std::optional<T>& value) {
  return kind == kBytes ? Take(input, kind, value ? *value : value.emplace()) : Taken::kOther;
}

template <typename T>
Taken Take(Input& input, uint32_t kind, std::vector<T>& values) {
  if constexpr (kIsNumber<T>) {
    if (kind == kBytes) {
      std::string_view bytes;
      if (!input.Sized(bytes)) return Taken::kNo;
      Input packed(bytes);
      T value{};
      while (!packed.Empty()) {
        if (!TakeNumber(packed, value)) return Taken::kNo;
        values.push_back(value);
      }
      return Taken::kYes;
    }
  }
  T value{};
  const Taken taken = Take(input, kind, value);
  if (taken == Taken::kYes) values.push_back(std::move(value));
  return taken;
}

// Reads bytes into a message; what this release does not know is kept in `newer_fields`. False where they make no sense.
template <typename Message>
bool Read(std::string_view bytes, Message& message) {
  Input input(bytes);
  while (!input.Empty()) {
    const size_t before = input.Left();
    uint64_t tag;
    if (!input.Varint(tag) || tag >> 3 == 0 || tag >> 3 > 0x1fffffff) return false;
    const auto kind = static_cast<uint32_t>(tag & 7);
    Taken taken = Taken::kOther;
    Message::Each(message, [&](uint32_t number, auto& value) {
      if (number == tag >> 3) taken = Take(input, kind, value);
    });
    if (taken == Taken::kNo || (taken == Taken::kOther && !input.Skip(kind))) return false;
    if (taken == Taken::kOther) message.newer_fields.append(bytes.substr(bytes.size() - before, before - input.Left()));
  }
  return true;
}

}  // namespace der::wire
