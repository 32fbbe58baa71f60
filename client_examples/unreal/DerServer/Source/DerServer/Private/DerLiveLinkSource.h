// Pushes curves as Live Link subjects.
#pragma once

#include "CoreMinimal.h"
#include "ILiveLinkSource.h"

class ILiveLinkClient;

class FDerLiveLinkSource : public ILiveLinkSource
{
public:
	virtual void ReceiveClient(ILiveLinkClient* InClient, FGuid InSourceGuid) override;
	virtual bool IsSourceStillValid() const override { return Client != nullptr; }
	virtual bool RequestSourceShutdown() override;
	virtual FText GetSourceType() const override { return FText::FromString(TEXT("DER Server")); }
	virtual FText GetSourceMachineName() const override { return FText::FromString(TEXT("-")); }
	virtual FText GetSourceStatus() const override { return FText::FromString(TEXT("Live")); }

	/** Push a frame of curves. A subject's names may change; then its static data goes first. */
	void Push(FName Subject, const TMap<FName, float>& Curves);

private:
	ILiveLinkClient* Client = nullptr;
	FGuid SourceGuid;
	TMap<FName, TArray<FName>> Pushed;
};
