#nullable enable
using System;
using System.Collections.Generic;
using Der.V1;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>The bones of a tracked humanoid (also a VRM avatar) as joints of the `vrm` skeleton.</summary>
    [AddComponentMenu("DER/Humanoid Source")]
    public sealed class HumanoidSource : DerSource
    {
        private const long EveryUs = 33_000;

        [SerializeField, Tooltip("A humanoid whose bones follow the person.")]
        private Animator? person = null;

        private readonly List<Transform> _bones = new List<Transform>();
        private uint _id;
        private long _sampledUs;

        /// <inheritdoc/>
        public override Modality Modality => Modality.Body;

        /// <inheritdoc/>
        public override void Declare(SessionStart start)
        {
            _bones.Clear();
            _id = (uint)start.BodySources.Count;
            var source = new BodySource { Id = _id, Standard = "vrm" };
            for (var bone = HumanBodyBones.Hips; person != null && bone < HumanBodyBones.LastBone; bone++)
            {
                if (person.GetBoneTransform(bone) is Transform found && found != null && VrmName(bone) is string name)
                {
                    _bones.Add(found);
                    source.Names.Add(name);
                }
            }
            if (_bones.Count > 0) start.BodySources.Add(source);
        }

        /// <inheritdoc/>
        public override void Sample(Signals signals, long timeUs)
        {
            if (_bones.Count == 0 || timeUs - _sampledUs < EveryUs) return;
            _sampledUs = timeUs;
            var frame = new BodyFrame { SourceId = _id, CaptureTimeUs = timeUs };
            foreach (var bone in _bones)
            {
                var place = UnitySpace.ToOpenXr(bone.position.x, bone.position.y, bone.position.z);
                frame.Positions.Add(place.X);
                frame.Positions.Add(place.Y);
                frame.Positions.Add(place.Z);
            }
            signals.Bodies.Add(frame);
        }

        /// <summary>VRM 1.0 names are Unity's in camel case. Fingers, eyes and jaw say nothing here.</summary>
        private static string? VrmName(HumanBodyBones bone)
        {
            if (bone > HumanBodyBones.RightToes && bone != HumanBodyBones.UpperChest) return null;
            string name = bone.ToString();
            return char.ToLowerInvariant(name[0]) + name.Substring(1);
        }
    }
}
