using System.IO;
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

        // gRPC as a second way: put its headers into Source/ThirdParty/grpc/include and its static libraries, for this
        // platform, into Source/ThirdParty/grpc/lib. Its headers stay in one private file: they do not bear the engine's.
        string Grpc = Path.Combine(PluginDirectory, "Source", "ThirdParty", "grpc");
        bool bGrpc = Directory.Exists(Grpc);
        PrivateDefinitions.Add("WITH_DER_GRPC=" + (bGrpc ? "1" : "0"));
        if (bGrpc)
        {
            PrivateDefinitions.Add("GOOGLE_PROTOBUF_NO_RTTI=1");
            PrivateIncludePaths.Add(Path.Combine(Grpc, "include"));
            PublicAdditionalLibraries.AddRange(Directory.GetFiles(Path.Combine(Grpc, "lib")));
        }
    }
}
