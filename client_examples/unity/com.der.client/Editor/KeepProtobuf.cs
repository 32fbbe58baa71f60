#nullable enable
using System.IO;
using UnityEditor.Build;
using UnityEditor.Build.Reporting;
using UnityEditor.UnityLinker;

namespace Der.Editor
{
    /// <summary>Keeps Google.Protobuf and the messages whole under IL2CPP: they are reached by reflection, and a link.xml inside
    /// a package is not read.</summary>
    internal sealed class KeepProtobuf : IUnityLinkerProcessor
    {
        private const string Link = "<linker>\n  <assembly fullname=\"Google.Protobuf\" preserve=\"all\"/>\n  <assembly fullname=\"Der.Core\" preserve=\"all\"/>\n</linker>\n";

        public int callbackOrder => 0;

        public string GenerateAdditionalLinkXmlFile(BuildReport report, UnityLinkerBuildPipelineData data)
        {
            string path = Path.GetFullPath(Path.Combine("Library", "der-client-link.xml"));
            File.WriteAllText(path, Link);
            return path;
        }
    }
}
