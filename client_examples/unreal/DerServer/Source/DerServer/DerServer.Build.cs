using UnrealBuildTool;

public class DerServer : ModuleRules
{
    public DerServer(ReadOnlyTargetRules Target) : base(Target)
    {
        PCHUsage = PCHUsageMode.UseExplicitOrSharedPCHs;
        bEnableExceptions = true; // an application's token callback may throw
        bUseUnity = false; // the core's files are standard C++, each with names of its own
        PublicDependencyModuleNames.AddRange(new[] { "Core", "CoreUObject", "Engine", "DeveloperSettings" });
        PrivateDependencyModuleNames.AddRange(new[] { "WebSockets", "AudioCaptureCore", "LiveLinkInterface" });
    }
}
