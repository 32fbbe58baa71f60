#include "DerLiveLinkSource.h"

#include "HAL/PlatformTime.h"
#include "ILiveLinkClient.h"
#include "LiveLinkTypes.h"
#include "Roles/LiveLinkBasicRole.h"
#include "Roles/LiveLinkBasicTypes.h"

void FDerLiveLinkSource::ReceiveClient(ILiveLinkClient* InClient, FGuid InSourceGuid)
{
	Client = InClient;
	SourceGuid = InSourceGuid;
	Pushed.Reset();
}

bool FDerLiveLinkSource::RequestSourceShutdown()
{
	Client = nullptr;
	return true;
}

void FDerLiveLinkSource::Push(FName Subject, const TMap<FName, float>& Curves)
{
	if (Client == nullptr) return;
	const FLiveLinkSubjectKey Key(SourceGuid, Subject);
	TArray<FName> Names;
	Curves.GetKeys(Names);
	TArray<FName>& Known = Pushed.FindOrAdd(Subject);
	if (Known != Names)
	{
		FLiveLinkStaticDataStruct Static(FLiveLinkBaseStaticData::StaticStruct());
		Static.Cast<FLiveLinkBaseStaticData>()->PropertyNames = Names;
		Client->PushSubjectStaticData_AnyThread(Key, ULiveLinkBasicRole::StaticClass(), MoveTemp(Static));
		Known = Names;
	}
	FLiveLinkFrameDataStruct Frame(FLiveLinkBaseFrameData::StaticStruct());
	FLiveLinkBaseFrameData* Data = Frame.Cast<FLiveLinkBaseFrameData>();
	Data->WorldTime = FPlatformTime::Seconds();
	for (const FName& Name : Names) Data->PropertyValues.Add(Curves[Name]);
	Client->PushSubjectFrameData_AnyThread(Key, MoveTemp(Frame));
}
