// gRPC for a session's bytes. No gRPC header is shown here.
#pragma once

#include <memory>
#include <string>

#include "der/transport.h"

namespace der {

// address: `http://HOST:PORT` or `https://HOST:PORT`. root_certificates: PEM; empty = this machine's own.
std::shared_ptr<Transport> GrpcTransport(const std::string& address, const std::string& root_certificates = "");

}  // namespace der
