#include "DerWebSocket.h"

#include "IWebSocket.h"
#include "WebSocketsModule.h"

namespace
{
std::string Utf8(const FString& Text)
{
	return std::string(TCHAR_TO_UTF8(*Text));
}

/** A socket whose events go to the session until it is let go of. */
class FSocket : public der::Socket
{
public:
	FSocket(const FString& Url, const std::string& Token, const std::shared_ptr<der::SocketEnds>& Ends)
	{
		TMap<FString, FString> Headers;
		if (!Token.empty()) Headers.Add(TEXT("Authorization"), FString(TEXT("Bearer ")) + UTF8_TO_TCHAR(Token.c_str()));
		Socket = FWebSocketsModule::Get().CreateWebSocket(Url, FString(der::kSubprotocol), Headers);
		Socket->OnConnected().AddLambda([Ends]() { Ends->OnConnected(); });
		Socket->OnConnectionError().AddLambda([Ends](const FString& Error) { Ends->OnClosed(0, Utf8(Error)); });
		Socket->OnClosed().AddLambda([Ends](int32 Code, const FString& Reason, bool bClean) { Ends->OnClosed(Code, Utf8(Reason)); });
		Socket->OnMessage().AddLambda([Ends](const FString& Text) { Ends->OnMessage(Utf8(Text), true); });
		Socket->OnBinaryMessage().AddLambda(
			[Ends, Whole = std::make_shared<std::string>()](const void* Data, SIZE_T Size, bool bLast)
			{
				Whole->append(static_cast<const char*>(Data), Size);
				if (!bLast) return;
				Ends->OnMessage(std::move(*Whole), false);
				Whole->clear();
			});
		Socket->Connect();
	}

	virtual ~FSocket() override { Socket->Close(); } // what it still tells, nobody hears: the session has let go of Ends

	virtual void SendBinary(const std::string& Bytes) override { Socket->Send(Bytes.data(), Bytes.size(), true); }

private:
	TSharedPtr<IWebSocket> Socket;
};
}

FDerWebSockets::FDerWebSockets(const FString& InAddress) : Address(Utf8(InAddress))
{
}

std::unique_ptr<der::Call> FDerWebSockets::Open(const std::string& Token, std::function<void()> Stir)
{
	auto Ends = std::make_shared<der::SocketEnds>(std::move(Stir));
	auto Socket = std::make_unique<FSocket>(FString(UTF8_TO_TCHAR(der::SessionUrl(Address).c_str())), Token, Ends);
	return std::make_unique<der::SocketCall>(Ends, std::move(Socket));
}

der::Error FDerWebSockets::Check(bool bWithToken) const
{
	return der::CheckAddress(Address, "ws", "wss", bWithToken);
}
