// The few engine types the Unreal plugin names, so that a compiler can check it without Unreal. They do nothing.
// Declared as the headers of Unreal 5.3 and later have them, as far as they are used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using uint8 = uint8_t;
using int16 = int16_t;
using int32 = int32_t;
using int64 = int64_t;
using uint32 = uint32_t;
using SIZE_T = size_t;
using TCHAR = char16_t;
#define TEXT(x) u##x
#define UCLASS(...)
#define USTRUCT(...)
#define UENUM(...)
#define UPROPERTY(...)
#define UFUNCTION(...)
#define GENERATED_BODY() using ThisIsReflected = void;
#define DERSERVER_API
#define IMPLEMENT_MODULE(Class, Name) static Class Name##Module;
#define RETURN_QUICK_DECLARE_CYCLE_STAT(Class, Group) return TStatId()

struct FTextConversion { const char* Get() const; };
const char* TCHAR_TO_UTF8(const TCHAR*);
const TCHAR* UTF8_TO_TCHAR(const char*);

class FString {
 public:
  FString() = default;
  FString(const TCHAR*) {}
  explicit FString(const char*) {}
  const TCHAR* operator*() const { return u""; }
  FString operator+(const FString&) const { return {}; }
  FString operator+(const TCHAR*) const { return {}; }
  bool StartsWith(const TCHAR*) const { return false; }
};

class FName {
 public:
  FName() = default;
  FName(const TCHAR*) {}
  FString ToString() const { return {}; }
  bool operator==(FName) const { return true; }
  bool operator!=(FName) const { return false; }
  bool operator<(FName) const { return false; }
};

class FText {
 public:
  static FText FromString(const FString&) { return {}; }
};

template <typename T> std::remove_reference_t<T>&& MoveTemp(T&& value) { return static_cast<std::remove_reference_t<T>&&>(value); }
template <typename T> using TFunction = std::function<T>;
template <typename T> using TObjectPtr = T*;
struct FGuid {};

template <typename T>
class TArray {
 public:
  TArray() = default;
  TArray(std::initializer_list<T>) {}
  int32 Add(const T&) { return 0; }
  void Reset() {}
  int32 Num() const { return 0; }
  const T* GetData() const { return nullptr; }
  bool Contains(const T&) const { return false; }
  bool operator!=(const TArray&) const { return false; }
  T* begin() { return nullptr; }
  T* end() { return nullptr; }
  const T* begin() const { return nullptr; }
  const T* end() const { return nullptr; }
};

template <typename T>
class TConstArrayView {
 public:
  TConstArrayView(const TArray<T>&) {}
  int32 Num() const { return 0; }
  const T* GetData() const { return nullptr; }
};

template <typename K, typename V> struct TPair { K Key; V Value; };

template <typename K, typename V>
class TMap {
 public:
  V& Add(const K&, const V&);
  V& FindOrAdd(const K&);
  V FindRef(const K&) const;
  V& operator[](const K&);
  const V& operator[](const K&) const;
  void GetKeys(TArray<K>&) const {}
  void Reset() {}
  const TPair<K, V>* begin() const { return nullptr; }
  const TPair<K, V>* end() const { return nullptr; }
};

template <typename T> class TSharedRef;

template <typename T>
class TSharedPtr {
 public:
  TSharedPtr() = default;
  TSharedPtr(std::nullptr_t) {}
  template <typename O> TSharedPtr(const TSharedPtr<O>&) {}
  template <typename O> TSharedPtr(const TSharedRef<O>&) {}
  T* operator->() const { return nullptr; }
  explicit operator bool() const { return false; }
  bool IsValid() const { return false; }
  void Reset() {}
  bool operator==(const TSharedPtr&) const { return false; }
};

template <typename T> class TSharedRef { public: T* operator->() const { return nullptr; } };

template <typename T>
class TWeakPtr {
 public:
  TWeakPtr() = default;
  template <typename O> TWeakPtr(const TSharedPtr<O>&) {}
  TSharedPtr<T> Pin() const { return {}; }
};

template <typename T, typename... Args> TSharedRef<T> MakeShared(Args&&... args) { (void)sizeof(T(std::forward<Args>(args)...)); return {}; }

struct FVector { double X, Y, Z; };
struct FQuat { double X, Y, Z, W; };
struct FTransform { FVector GetLocation() const { return {}; } FQuat GetRotation() const { return {}; } };
struct FMath {
  static float Max(float a, float b) { return a < b ? b : a; }
  static float Exp(float) { return 0; }
};
struct FPlatformTime { static double Seconds() { return 0; } };
struct FCriticalSection {};
struct FScopeLock { explicit FScopeLock(FCriticalSection*) {} };

// -- objects -------------------------------------------------------------------------------------------

class UClass;
enum EObjectFlags { RF_ClassDefaultObject = 0x10 };
class UObject { public: virtual ~UObject() = default; bool HasAnyFlags(EObjectFlags) const { return false; } static UClass* StaticClass() { return nullptr; } };
template <typename T> const T* GetDefault() { return nullptr; }
struct TStatId {};
enum class ETickableTickType : uint8 { Conditional, Always, Never };

class FTickableGameObject {
 public:
  virtual ~FTickableGameObject() = default;
  virtual void Tick(float) = 0;
  virtual TStatId GetStatId() const = 0;
  virtual ETickableTickType GetTickableTickType() const { return ETickableTickType::Always; }
  virtual bool IsTickableWhenPaused() const { return false; }
};

class USubsystem : public UObject { public: virtual void Deinitialize() {} };
class UGameInstanceSubsystem : public USubsystem { public: using Super = USubsystem; };
class UDeveloperSettings : public UObject {};
class UGameInstance : public UObject { public: template <typename T> static T* GetSubsystem(const UGameInstance*) { return nullptr; } };
class UWorld : public UObject { public: UGameInstance* GetGameInstance() const { return nullptr; } };
namespace EEndPlayReason { enum Type { Destroyed, LevelTransition, EndPlayInEditor, RemovedFromWorld, Quit }; }
enum ELevelTick { LEVELTICK_TimeOnly = 0 };
struct FActorComponentTickFunction { bool bCanEverTick; };
class AActor : public UObject { public: template <typename T> T* FindComponentByClass() const { return nullptr; } };

class UActorComponent : public UObject {
 public:
  using Super = UActorComponent;
  virtual void BeginPlay() {}
  virtual void EndPlay(const EEndPlayReason::Type) {}
  virtual void TickComponent(float, ELevelTick, FActorComponentTickFunction*) {}
  AActor* GetOwner() const { return nullptr; }
  UWorld* GetWorld() const { return nullptr; }
  FActorComponentTickFunction PrimaryComponentTick;
};
class USkeletalMeshComponent : public UActorComponent { public: void SetMorphTarget(FName, float, bool = true) {} };

template <typename... Args>
struct TDynamicEvent {
  void Broadcast(Args...) const {}
  template <typename T> void AddDynamic(T*, void (T::*)(Args...)) {}
  template <typename T> void RemoveDynamic(T*, void (T::*)(Args...)) {}
};
#define DECLARE_DYNAMIC_MULTICAST_DELEGATE_OneParam(Event, A, a) struct Event : TDynamicEvent<A> {}
#define DECLARE_DYNAMIC_MULTICAST_DELEGATE_TwoParams(Event, A, a, B, b) struct Event : TDynamicEvent<A, B> {}
#define DECLARE_DYNAMIC_MULTICAST_DELEGATE_ThreeParams(Event, A, a, B, b, C, c) struct Event : TDynamicEvent<A, B, C> {}

class FDefaultModuleImpl {};

// -- WebSockets, AudioCaptureCore, LiveLinkInterface ---------------------------------------------------

template <typename... Args> struct TEventStub { template <typename F> void AddLambda(F f) { (void)sizeof(f(std::declval<Args>()...), 0); } };

class IWebSocket {
 public:
  virtual ~IWebSocket() = default;
  virtual void Connect() = 0;
  virtual void Close(int32 Code = 1000, const FString& Reason = FString()) = 0;
  virtual void Send(const void* Data, SIZE_T Size, bool bIsBinary = false) = 0;
  virtual TEventStub<>& OnConnected() = 0;
  virtual TEventStub<const FString&>& OnConnectionError() = 0;
  virtual TEventStub<int32, const FString&, bool>& OnClosed() = 0;
  virtual TEventStub<const FString&>& OnMessage() = 0;
  virtual TEventStub<const void*, SIZE_T, bool>& OnBinaryMessage() = 0;
};

class FWebSocketsModule {
 public:
  static FWebSocketsModule& Get();
  TSharedRef<IWebSocket> CreateWebSocket(const FString& Url, const FString& Protocol = FString(), const TMap<FString, FString>& UpgradeHeaders = {});
};

namespace Audio {
struct FCaptureDeviceInfo {};
struct FAudioCaptureDeviceParams {};
using FOnAudioCaptureFunction = TFunction<void(const void*, int32, int32, int32, double, bool)>;
class FAudioCapture {
 public:
  bool GetCaptureDeviceInfo(FCaptureDeviceInfo&, int32 = -1) { return false; }
  bool OpenAudioCaptureStream(const FAudioCaptureDeviceParams&, FOnAudioCaptureFunction, uint32) { return false; }
  bool StartStream() { return false; }
  bool StopStream() { return false; }
  bool CloseStream() { return false; }
  int32 GetSampleRate() const { return 0; }
};
}  // namespace Audio

class UScriptStruct;
struct FLiveLinkSubjectKey { FLiveLinkSubjectKey(FGuid, FName) {} };
struct FLiveLinkBaseStaticData { TArray<FName> PropertyNames; static UScriptStruct* StaticStruct(); };
struct FLiveLinkBaseFrameData { double WorldTime = 0; TArray<float> PropertyValues; static UScriptStruct* StaticStruct(); };
struct FLiveLinkStaticDataStruct { explicit FLiveLinkStaticDataStruct(const UScriptStruct*) {} FLiveLinkStaticDataStruct(FLiveLinkStaticDataStruct&&) = default; template <typename T> T* Cast(); };
struct FLiveLinkFrameDataStruct { explicit FLiveLinkFrameDataStruct(const UScriptStruct*) {} FLiveLinkFrameDataStruct(FLiveLinkFrameDataStruct&&) = default; template <typename T> T* Cast(); };
class ULiveLinkBasicRole : public UObject {};
class ILiveLinkSource;

class ILiveLinkClient {
 public:
  static const FName ModularFeatureName;
  virtual FGuid AddSource(TSharedPtr<ILiveLinkSource>) = 0;
  virtual void RemoveSource(TSharedPtr<ILiveLinkSource>) = 0;
  virtual void PushSubjectStaticData_AnyThread(const FLiveLinkSubjectKey&, UClass*, FLiveLinkStaticDataStruct&&) = 0;
  virtual void PushSubjectFrameData_AnyThread(const FLiveLinkSubjectKey&, FLiveLinkFrameDataStruct&&) = 0;
};

class ILiveLinkSource {
 public:
  virtual ~ILiveLinkSource() = default;
  virtual void ReceiveClient(ILiveLinkClient*, FGuid) = 0;
  virtual bool IsSourceStillValid() const = 0;
  virtual bool RequestSourceShutdown() = 0;
  virtual FText GetSourceType() const = 0;
  virtual FText GetSourceMachineName() const = 0;
  virtual FText GetSourceStatus() const = 0;
};

class IModularFeatures {
 public:
  static IModularFeatures& Get();
  bool IsModularFeatureAvailable(FName) const { return false; }
  template <typename T> T& GetModularFeature(FName);
};
