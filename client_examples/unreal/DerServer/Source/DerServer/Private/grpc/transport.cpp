// Built where gRPC is there: WITH_DER_GRPC, set by CMake and by the plugin's Build.cs.
#if WITH_DER_GRPC

#include "transport.h"

#ifdef THIRD_PARTY_INCLUDES_START  // Unreal's: silences warnings, and takes its macros out of the way
THIRD_PARTY_INCLUDES_START
#endif
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#ifdef THIRD_PARTY_INCLUDES_END
THIRD_PARTY_INCLUDES_END
#endif

#include <condition_variable>
#include <deque>
#include <mutex>

#include "der/status.h"

namespace der {

namespace {

constexpr const char* kMethod = "/der_server.v1.DerService/Session";

grpc::ByteBuffer Pack(const std::string& bytes) {
  grpc::Slice slice(bytes);
  return {&slice, 1};
}

std::string Unpack(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string out;
  if (!buffer.Dump(&slices).ok()) return out;
  for (const auto& slice : slices) out.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return out;
}

// One stream as a callback reactor: it fills its hands and stirs; the session decides everything.
class Stream : public Call, public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Stream(const std::shared_ptr<grpc::Channel>& channel, const std::string& token, std::function<void()> stir)
      : stub_(channel), stir_(std::move(stir)) {
    if (!token.empty()) context_.AddMetadata("authorization", "Bearer " + token);
    stub_.PrepareBidiStreamingCall(&context_, kMethod, {}, this);
    AddHold();  // writes come from outside of the callbacks
    StartCall();
    StartRead(&incoming_);
  }

  ~Stream() override {
    context_.TryCancel();
    Release();
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [this] { return done_; });
  }

  bool CanSend() override {
    std::lock_guard lock(mutex_);
    return may_write_;
  }

  void Send(std::string message) override {
    Busy();
    outgoing_ = Pack(message);
    StartWrite(&outgoing_);
  }

  void HalfClose() override {
    Busy();
    StartWritesDone();
  }

  bool Next(std::string& message) override {
    std::lock_guard lock(mutex_);
    if (arrived_.empty()) return false;
    message = std::move(arrived_.front());
    arrived_.pop_front();
    return true;
  }

  std::optional<Error> Ended() override {
    bool over;
    {
      std::lock_guard lock(mutex_);
      over = read_over_;
    }
    if (over) Release();  // nothing more is written: gRPC may end the call and say how
    std::lock_guard lock(mutex_);
    if (!done_ || !arrived_.empty()) return std::nullopt;
    if (status_.ok()) return Error{};
    return ReadStatus(status_.error_code(), status_.error_message(), status_.error_details());
  }

 private:
  void Busy() {
    std::lock_guard lock(mutex_);
    may_write_ = false;
  }

  void Release() {
    if (held_) RemoveHold();
    held_ = false;
  }

  void OnReadDone(bool ok) override {
    {
      std::lock_guard lock(mutex_);
      if (ok) {
        arrived_.push_back(Unpack(incoming_));
      } else {
        may_write_ = false;
        read_over_ = true;
      }
    }
    if (ok) {
      incoming_.Clear();
      StartRead(&incoming_);
    }
    stir_();
  }

  void OnWriteDone(bool ok) override {
    {
      std::lock_guard lock(mutex_);
      may_write_ = ok && !read_over_;
    }
    stir_();
  }

  void OnDone(const grpc::Status& end) override {
    const auto stir = stir_;  // once the lock is free again, this may be gone
    {
      std::lock_guard lock(mutex_);
      status_ = end;
      done_ = true;
      finished_.notify_all();
    }
    stir();
  }

  grpc::GenericStub stub_;
  std::function<void()> stir_;
  grpc::ClientContext context_;
  grpc::ByteBuffer outgoing_, incoming_;
  bool held_ = true;

  std::mutex mutex_;  // of all below
  std::condition_variable finished_;
  std::deque<std::string> arrived_;
  bool may_write_ = true;   // no write is in flight: gRPC allows one at a time
  bool read_over_ = false;  // the server has said its last word
  bool done_ = false;
  grpc::Status status_;
};

class GrpcDoor : public Transport {
 public:
  GrpcDoor(std::string address, const std::string& root_certificates) : address_(std::move(address)) {
    grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = root_certificates;
    const bool secure = address_.rfind("https://", 0) == 0;
    credentials_ = secure ? grpc::SslCredentials(tls) : grpc::InsecureChannelCredentials();
  }

  std::unique_ptr<Call> Open(const std::string& token, std::function<void()> stir) override {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    const std::string host = address_.substr(address_.find("://") + 3);
    return std::make_unique<Stream>(grpc::CreateCustomChannel(host, credentials_, arguments), token, std::move(stir));
  }

  Error Check(bool with_token) const override { return CheckAddress(address_, "http", "https", with_token); }

 private:
  std::string address_;
  std::shared_ptr<grpc::ChannelCredentials> credentials_;
};

}  // namespace

std::shared_ptr<Transport> GrpcTransport(const std::string& address, const std::string& root_certificates) {
  return std::make_shared<GrpcDoor>(address, root_certificates);
}

}  // namespace der

#endif
