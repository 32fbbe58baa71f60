// The reason inside a gRPC status.
#pragma once

#include <grpcpp/support/status.h>

#include "der/session.h"

namespace der {

Error Unreachable(const std::string& why);  // no server, or the way to it was cut
Error ReadStatus(const grpc::Status& status);

}  // namespace der
