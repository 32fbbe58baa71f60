#include "der/status.h"

#include <cstdint>
#include <vector>

#include "der/wire.h"

namespace der {

namespace {

constexpr int kUnavailable = 14;
constexpr const char* kNames[] = {
    "OK",        "CANCELLED",     "UNKNOWN",     "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
    "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",
    "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"};

// The messages of google/rpc/status.proto and error_details.proto, as far as they matter.
struct Any {
  std::string type_url, value, newer_fields;

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.type_url);
    field(2, self.value);
  }
};

struct Status {
  int32_t code = 0;
  std::string message, newer_fields;
  std::vector<Any> details;

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.code);
    field(2, self.message);
    field(3, self.details);
  }
};

struct ErrorInfo {
  std::string reason, newer_fields;

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.reason);
  }
};

struct Duration {
  int64_t seconds = 0;
  int32_t nanos = 0;
  std::string newer_fields;

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.seconds);
    field(2, self.nanos);
  }
};

struct RetryInfo {
  Duration retry_delay;
  std::string newer_fields;

  template <typename Self, typename Field>
  static void Each(Self& self, Field&& field) {
    field(1, self.retry_delay);
  }
};

bool EndsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

void ReadDetail(const Any& any, Error& error) {
  ErrorInfo info;
  RetryInfo retry;
  if (EndsWith(any.type_url, "/google.rpc.ErrorInfo") && wire::Read(any.value, info)) error.reason = info.reason;
  if (EndsWith(any.type_url, "/google.rpc.RetryInfo") && wire::Read(any.value, retry)) {
    error.retry_after_s = static_cast<double>(retry.retry_delay.seconds) + retry.retry_delay.nanos * 1e-9;
  }
}

}  // namespace

Error Unreachable(const std::string& why) {
  return {"UNREACHABLE", "The server cannot be reached: is it running, are address and TLS right? (" + why + ")", 0};
}

Error ReadStatus(int code, const std::string& message, const std::string& details) {
  Error error;
  Status status;
  error.message = message;
  if (wire::Read(details, status)) {
    if (error.message.empty()) error.message = status.message;
    if (code == 0) code = status.code;
    for (const Any& detail : status.details) ReadDetail(detail, error);
  }
  if (!error.reason.empty()) return error;
  if (code == kUnavailable) return Unreachable(error.message);
  error.reason = code >= 0 && code <= 16 ? kNames[code] : "UNKNOWN";
  return error;
}

Error CheckAddress(const std::string& address, const std::string& plain, const std::string& secure, bool with_token) {
  const auto begins = [&](const std::string& begin) { return address.rfind(begin, 0) == 0; };
  if (begins(secure + "://")) return {};
  if (!begins(plain + "://")) {
    return {"BAD_REQUEST", "The address must be " + plain + "://HOST:PORT or " + secure + "://HOST:PORT.", 0};
  }
  const std::string at = plain + "://";
  const bool loopback = begins(at + "127.") || begins(at + "localhost") || begins(at + "[::1]");
  if (!with_token || loopback) return {};
  return {"NOT_ALLOWED", "A token is only sent over TLS: use " + secure + ":// for " + address.substr(at.size()) + ".", 0};
}

}  // namespace der
