// From the core's words to Blueprints'.
#pragma once

#include "CoreMinimal.h"
#include "DerTypes.h"

#include "der/session.h"

namespace DerConvert
{
FString Text(const std::string& Utf8);
FName Name(const std::string& Utf8);
FDerState State(const der::v1::Ready& Ready, const der::v1::SessionState& State);
FDerAdvice Advice(const der::v1::TargetLayout& Layout, const der::v1::AvatarAdvice& Advice);
FDerDialogue Dialogue(const der::v1::DialogueAdvice& Dialogue);
}
