#nullable enable
using Der.Unity;
using UnityEditor;

namespace Der.Editor
{
    /// <summary>Ends every session before play mode does: a stream left open during a domain reload can hang the editor.</summary>
    [InitializeOnLoad]
    internal static class LeaveOnStop
    {
        static LeaveOnStop()
        {
            EditorApplication.playModeStateChanged += change =>
            {
                if (change == PlayModeStateChange.ExitingPlayMode) DerClient.LeaveAll();
            };
        }
    }
}
