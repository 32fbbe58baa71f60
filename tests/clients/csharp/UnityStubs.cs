// The few engine types the Unity layer names, so that a compiler can check it without Unity. They do nothing.
#pragma warning disable CS0649, CS0067
using System;
using System.Collections;
using System.Collections.Generic;

namespace UnityEngine
{
    public class Object
    {
        public static bool operator ==(Object a, Object b) => ReferenceEquals(a, b);
        public static bool operator !=(Object a, Object b) => !ReferenceEquals(a, b);
        public override bool Equals(object other) => ReferenceEquals(this, other);
        public override int GetHashCode() => 0;
    }

    public class Component : Object { public T[] GetComponentsInChildren<T>() => new T[0]; }
    public class GameObject : Object { public T AddComponent<T>() where T : Component => null; }
    public class MonoBehaviour : Component { public GameObject gameObject; }
    public static class GUILayout { public static void Label(string text) { } public static bool Button(string text) => false; }
    public class Transform : Component { public Vector3 position; public Quaternion rotation; }
    public struct Vector3 { public float x, y, z; }
    public struct Quaternion { public float x, y, z, w; }
    public struct Pose { }
    public sealed class SerializeField : Attribute { }
    public sealed class TooltipAttribute : Attribute { public TooltipAttribute(string text) { } }
    public sealed class AddComponentMenu : Attribute { public AddComponentMenu(string name) { } }
    public static class Time { public static float deltaTime; }
    public static class SystemInfo { public static string deviceModel = ""; }
    public class Mesh : Object { public int blendShapeCount; public string GetBlendShapeName(int i) => ""; }

    public class SkinnedMeshRenderer : Component
    {
        public Mesh sharedMesh;
        public float GetBlendShapeWeight(int i) => 0;
        public void SetBlendShapeWeight(int i, float weight) { }
    }

    public enum AnimatorControllerParameterType { Float = 1, Trigger = 9 }
    public class AnimatorControllerParameter { public string name; public int nameHash; public AnimatorControllerParameterType type; }

    public class Animator : Component
    {
        public AnimatorControllerParameter[] parameters;
        public void SetFloat(int id, float value) { }
        public void SetTrigger(int id) { }
        public Transform GetBoneTransform(HumanBodyBones bone) => null;
    }

    public enum HumanBodyBones { Hips, LeftUpperLeg, RightUpperLeg, LeftLowerLeg, RightLowerLeg, LeftFoot, RightFoot, Spine, Chest, Neck, Head, LeftShoulder, RightShoulder, LeftUpperArm, RightUpperArm, LeftLowerArm, RightLowerArm, LeftHand, RightHand, LeftToes, RightToes, LeftEye, RightEye, Jaw, UpperChest = 54, LastBone = 55 }
    public class AudioClip : Object { public int samples; public bool GetData(float[] data, int offset) => true; }

    public static class Microphone
    {
        public static AudioClip Start(string device, bool loop, int seconds, int rate) => null;
        public static int GetPosition(string device) => 0;
        public static void End(string device) { }
    }
}

namespace UnityEngine.Events
{
    public class UnityEvent { public void Invoke() { } }
    public class UnityEvent<T> { public void Invoke(T value) { } }
}

namespace UnityEngine.XR
{
    public enum XRNode { Head = 3 }
    public struct InputFeatureUsage<T> { }

    public struct InputDevice
    {
        public bool isValid => false;
        public bool TryGetFeatureValue(InputFeatureUsage<Vector3> usage, out Vector3 value) { value = default; return false; }
        public bool TryGetFeatureValue(InputFeatureUsage<Quaternion> usage, out Quaternion value) { value = default; return false; }
    }

    public static class InputDevices { public static InputDevice GetDeviceAtXRNode(XRNode node) => default; }
    public static class CommonUsages { public static InputFeatureUsage<Vector3> devicePosition; public static InputFeatureUsage<Quaternion> deviceRotation; }
}

namespace Unity.Collections
{
    public enum Allocator { Temp = 2 }
    public struct NativeArray<T> : IDisposable, IEnumerable<T> where T : struct
    {
        public void Dispose() { }
        public IEnumerator<T> GetEnumerator() => null;
        IEnumerator IEnumerable.GetEnumerator() => null;
    }
}

namespace UnityEngine.XR.ARSubsystems
{
    public enum TrackingState { None, Limited, Tracking }
    public struct TrackableId { }
    public class XRFaceSubsystem { }
}

namespace UnityEngine.XR.ARFoundation
{
    public class ARFace : Component { public ARSubsystems.TrackingState trackingState; public ARSubsystems.TrackableId trackableId; }
    public class ARFaceManager : Component { public ARSubsystems.XRFaceSubsystem subsystem; public IEnumerable<ARFace> trackables; }
}

namespace UnityEngine.XR.ARKit
{
    public enum ARKitBlendShapeLocation { BrowDownLeft, BrowDownRight }
    public struct ARKitBlendShapeCoefficient { public ARKitBlendShapeLocation blendShapeLocation => default; public float coefficient => 0; }

    public class ARKitFaceSubsystem : ARSubsystems.XRFaceSubsystem
    {
        public Unity.Collections.NativeArray<ARKitBlendShapeCoefficient> GetBlendShapeCoefficients(ARSubsystems.TrackableId id, Unity.Collections.Allocator allocator) => default;
    }
}

public class OVRFaceExpressions : UnityEngine.MonoBehaviour
{
    public enum FaceExpression { BrowLowererL, BrowLowererR, Max = 70 }
    public bool ValidExpressions;
    public float this[FaceExpression expression] => 0;
}

namespace UniVRM10
{
    public struct ExpressionKey { public static ExpressionKey Happy, Angry, Sad, Relaxed, Surprised; }
    public class Expressions { public void SetWeight(ExpressionKey key, float weight) { } }
    public class Vrm10Runtime { public Expressions Expression; }
    public class Vrm10Instance : UnityEngine.MonoBehaviour { public Vrm10Runtime Runtime; }
}

namespace Cysharp.Net.Http
{
    public class YetAnotherHttpHandler : System.Net.Http.HttpClientHandler { public bool? Http2Only; }
}

namespace UnityEditor
{
    public sealed class InitializeOnLoad : Attribute { }
    public enum PlayModeStateChange { ExitingPlayMode = 3 }
    public static class EditorApplication { public static event Action<PlayModeStateChange> playModeStateChanged; }
}

namespace UnityEditor.Build { public interface IOrderedCallback { int callbackOrder { get; } } }
namespace UnityEditor.Build.Reporting { public class BuildReport { } }

namespace UnityEditor.UnityLinker
{
    public class UnityLinkerBuildPipelineData { }
    public interface IUnityLinkerProcessor : Build.IOrderedCallback { string GenerateAdditionalLinkXmlFile(Build.Reporting.BuildReport report, UnityLinkerBuildPipelineData data); }
}
