#if DER_META
#nullable enable
using Der.V1;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>The face a Meta headset tracks.</summary>
    [AddComponentMenu("DER/Meta Face Source")]
    public sealed class OvrFaceSource : DerSource
    {
        [SerializeField, Tooltip("The face expressions of the scene.")]
        private OVRFaceExpressions? expressions = null;

        private uint _id;

        /// <inheritdoc/>
        public override Modality Modality => Modality.Face;

        /// <inheritdoc/>
        public override void Declare(SessionStart start)
        {
            _id = (uint)start.FaceSources.Count;
            string standard = (int)OVRFaceExpressions.FaceExpression.Max > 63 ? "fb" : "fb_v1"; // the same order as OpenXR's
            start.FaceSources.Add(new FaceSource { Id = _id, Standard = standard, Device = SystemInfo.deviceModel });
        }

        /// <inheritdoc/>
        public override void Sample(Signals signals, long timeUs)
        {
            if (expressions == null || !expressions.ValidExpressions) return;
            var frame = new FaceFrame { SourceId = _id, CaptureTimeUs = timeUs };
            for (var i = (OVRFaceExpressions.FaceExpression)0; i < OVRFaceExpressions.FaceExpression.Max; i++) frame.Weights.Add(expressions[i]);
            signals.Faces.Add(frame);
        }
    }
}
#endif
