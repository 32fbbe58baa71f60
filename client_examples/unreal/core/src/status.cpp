#include "status.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

namespace der {

namespace {

using google::protobuf::io::CodedInputStream;
using google::protobuf::internal::WireFormatLite;

constexpr const char* kNames[] = {
    "OK",        "CANCELLED",     "UNKNOWN",     "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
    "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",
    "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"};

// Calls `field(number, text)` for each field of text or bytes, `field(number, value)` for each number.
template <typename OnText, typename OnNumber>
void ReadFields(const std::string& bytes, OnText on_text, OnNumber on_number) {
  CodedInputStream input(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  while (const uint32_t tag = input.ReadTag()) {
    const int number = WireFormatLite::GetTagFieldNumber(tag);
    uint32_t size = 0;
    uint64_t value = 0;
    std::string text;
    switch (WireFormatLite::GetTagWireType(tag)) {
      case WireFormatLite::WIRETYPE_LENGTH_DELIMITED:
        if (!input.ReadVarint32(&size) || !input.ReadString(&text, static_cast<int>(size))) return;
        on_text(number, text);
        break;
      case WireFormatLite::WIRETYPE_VARINT:
        if (!input.ReadVarint64(&value)) return;
        on_number(number, value);
        break;
      default:
        if (!WireFormatLite::SkipField(&input, tag)) return;
    }
  }
}

bool EndsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

void ReadDetail(const std::string& any, Error& error) {
  std::string type, value;
  const auto nothing = [](int, uint64_t) {};
  ReadFields(any, [&](int number, const std::string& text) { (number == 1 ? type : value) = text; }, nothing);
  const auto take = [&](int number, const std::string& text) {
    if (number != 1) return;
    if (EndsWith(type, "/google.rpc.ErrorInfo")) error.reason = text;
    if (!EndsWith(type, "/google.rpc.RetryInfo")) return;
    const auto add = [&](int part, uint64_t amount) { error.retry_after_s += static_cast<double>(amount) * (part == 1 ? 1 : 1e-9); };
    ReadFields(text, [](int, const std::string&) {}, add);
  };
  ReadFields(value, take, nothing);
}

}  // namespace

Error Unreachable(const std::string& why) {
  return {"UNREACHABLE", "The server cannot be reached: is it running, are address and TLS right? (" + why + ")", 0};
}

Error ReadStatus(const grpc::Status& status) {
  Error error;
  error.message = status.error_message();
  const auto detail = [&](int number, const std::string& text) {
    if (number == 3) ReadDetail(text, error);
  };
  ReadFields(status.error_details(), detail, [](int, uint64_t) {});
  if (!error.reason.empty()) return error;
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) return Unreachable(error.message);
  const int code = status.error_code();
  error.reason = code >= 0 && code <= 16 ? kNames[code] : "UNKNOWN";
  return error;
}

}  // namespace der
