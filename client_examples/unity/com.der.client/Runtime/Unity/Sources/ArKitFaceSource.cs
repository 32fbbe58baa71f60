#if DER_ARKIT
#nullable enable
using System;
using Der.V1;
using Unity.Collections;
using UnityEngine;
using UnityEngine.XR.ARFoundation;
using UnityEngine.XR.ARKit;
using UnityEngine.XR.ARSubsystems;

namespace Der.Unity
{
    /// <summary>The face AR Foundation tracks with ARKit.</summary>
    [AddComponentMenu("DER/AR Foundation Face Source")]
    public sealed class ArKitFaceSource : DerSource
    {
        [SerializeField, Tooltip("The face manager of the scene.")]
        private ARFaceManager? faces = null;

        private static readonly ARKitBlendShapeLocation[] Order = (ARKitBlendShapeLocation[])Enum.GetValues(typeof(ARKitBlendShapeLocation));
        private uint _id;

        /// <inheritdoc/>
        public override Modality Modality => Modality.Face;

        /// <inheritdoc/>
        public override void Declare(SessionStart start)
        {
            _id = (uint)start.FaceSources.Count;
            var source = new FaceSource { Id = _id, Standard = "arkit", Device = SystemInfo.deviceModel };
            foreach (var shape in Order) source.Names.Add(char.ToLowerInvariant(shape.ToString()[0]) + shape.ToString().Substring(1));
            start.FaceSources.Add(source);
        }

        /// <inheritdoc/>
        public override void Sample(Signals signals, long timeUs)
        {
            if (faces == null || !(faces.subsystem is ARKitFaceSubsystem arkit)) return;
            foreach (var face in faces.trackables)
            {
                if (face.trackingState != TrackingState.Tracking) continue;
                var frame = new FaceFrame { SourceId = _id, CaptureTimeUs = timeUs };
                foreach (var unused in Order) frame.Weights.Add(0);
                using var coefficients = arkit.GetBlendShapeCoefficients(face.trackableId, Allocator.Temp);
                foreach (var one in coefficients) frame.Weights[Array.IndexOf(Order, one.blendShapeLocation)] = one.coefficient;
                signals.Faces.Add(frame);
                return; // one person per session: the first face
            }
        }
    }
}
#endif
