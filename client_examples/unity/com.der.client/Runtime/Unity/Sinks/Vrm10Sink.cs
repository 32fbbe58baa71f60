#if DER_VRM10
#nullable enable
using Der.V1;
using UniVRM10;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>Sets the preset expressions of a VRM 1.0 avatar. UniVRM applies them in its own LateUpdate.</summary>
    [AddComponentMenu("DER/VRM 1.0 Sink")]
    public sealed class Vrm10Sink : DerSink
    {
        [SerializeField]
        private Vrm10Instance? avatar = null;

        [SerializeField, Tooltip("Whose avatar it is.")]
        private TargetRole role = TargetRole.Own;

        [SerializeField, Tooltip("One of a kind in the session.")]
        private string target = "vrm";

        private static readonly (string Preset, ExpressionKey Key)[] Presets =
        {
            ("happy", ExpressionKey.Happy), ("angry", ExpressionKey.Angry), ("sad", ExpressionKey.Sad),
            ("relaxed", ExpressionKey.Relaxed), ("surprised", ExpressionKey.Surprised),
        };

        /// <inheritdoc/>
        public override void Declare(SessionStart start) =>
            start.Targets.Add(new AdviceTarget { Id = target, Rig = "vrm", Role = role });

        /// <inheritdoc/>
        public override void Show(Ready ready, SessionState state)
        {
            var advice = Advice(ready, state, target);
            if (avatar == null || advice == null) return;
            foreach (var (preset, key) in Presets) avatar.Runtime.Expression.SetWeight(key, Weight(advice, preset));
        }

        /// <summary>A preset not listed is 0.</summary>
        private static float Weight(AvatarAdvice advice, string preset)
        {
            foreach (var one in advice.Presets)
            {
                if (one.Preset == preset) return one.Weight;
            }
            return 0;
        }
    }
}
#endif
