// The engine's own WebSockets as the core's network. All on the game thread.
#pragma once

#include "CoreMinimal.h"

#include "der/socket_call.h"

/** Opens sessions at the browser door of an address such as ws://127.0.0.1:50711. */
class FDerWebSockets : public der::Transport
{
public:
	explicit FDerWebSockets(const FString& InAddress);

	virtual std::unique_ptr<der::Call> Open(const std::string& Token, std::function<void()> Stir) override;
	virtual der::Error Check(bool bWithToken) const override;

private:
	std::string Address;
};
