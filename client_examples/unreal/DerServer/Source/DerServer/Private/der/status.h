// The reason inside a status.
#pragma once

#include <string>

#include "der/transport.h"

namespace der {

Error Unreachable(const std::string& why);  // no server, or the way to it was cut

// What a status code with its text says, and the bytes of the google.rpc.Status behind it (empty = there are none).
Error ReadStatus(int code, const std::string& message, const std::string& details);

}  // namespace der
