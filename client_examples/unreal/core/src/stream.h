// One gRPC stream as a callback reactor. It only fills its owner's hands; the owner's thread decides everything.
#pragma once

#include <grpcpp/grpcpp.h>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "der_server/v1/service.grpc.pb.h"

namespace der {

namespace v1 = der_server::v1;

// All members but the methods are read and written under the owner's mutex.
class Stream : public grpc::ClientBidiReactor<v1::SessionRequest, v1::SessionResponse> {
 public:
  Stream(v1::DerService::Stub& stub, const std::string& token, std::mutex& mutex, std::condition_variable& stirred);
  ~Stream() override;  // cancels, and waits until gRPC has let go

  void Write(v1::SessionRequest part);  // only while `may_write`
  void HalfClose();                     // only while `may_write`, once
  void Release();                       // nothing more is written: gRPC may end the call and say how

  std::deque<v1::SessionResponse> arrived;
  bool may_write = true;  // no write is in flight: gRPC allows one at a time
  bool read_over = false;  // the server has said its last word: release, then wait for `done`
  bool done = false;
  grpc::Status status;

 private:
  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnWritesDoneDone(bool ok) override;
  void OnDone(const grpc::Status& end) override;

  std::mutex& mutex_;
  std::condition_variable& stirred_;
  grpc::ClientContext context_;
  bool held_ = true;
  v1::SessionRequest outgoing_;
  v1::SessionResponse incoming_;
};

}  // namespace der
