#nullable enable
using Der.V1;
using UnityEngine;
using UnityEngine.XR;

namespace Der.Unity
{
    /// <summary>The headset's pose from OpenXR or any other XR plugin.</summary>
    [AddComponentMenu("DER/Head Source (OpenXR)")]
    public sealed class HeadSource : DerSource
    {
        private const long EveryUs = 16_000;
        private long _sampledUs;

        /// <inheritdoc/>
        public override Modality Modality => Modality.Face;

        /// <inheritdoc/>
        public override void Declare(SessionStart start)
        {
        }

        /// <inheritdoc/>
        public override void Sample(Signals signals, long timeUs)
        {
            var head = InputDevices.GetDeviceAtXRNode(XRNode.Head);
            if (timeUs - _sampledUs < EveryUs || !head.isValid) return;
            if (!head.TryGetFeatureValue(CommonUsages.devicePosition, out Vector3 place)) return;
            if (!head.TryGetFeatureValue(CommonUsages.deviceRotation, out Quaternion turn)) return;
            _sampledUs = timeUs;
            signals.Heads.Add(new HeadFrame
            {
                CaptureTimeUs = timeUs,
                Head = new V1.Pose { Position = UnitySpace.ToOpenXr(place.x, place.y, place.z), Rotation = UnitySpace.ToOpenXr(turn.x, turn.y, turn.z, turn.w) },
            });
        }
    }
}
