#nullable enable
using System;
using Der.V1;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>Moves the ARKit blendshapes of a mesh toward the advice. Shapes are found by name, with or without a prefix.</summary>
    [AddComponentMenu("DER/Blendshape Sink")]
    public sealed class BlendshapeSink : DerSink
    {
        [SerializeField, Tooltip("The face. Its blendshapes are named as ARKit's.")]
        private SkinnedMeshRenderer? face = null;

        [SerializeField, Tooltip("Whose avatar it is.")]
        private TargetRole role = TargetRole.Own;

        [SerializeField, Tooltip("One of a kind in the session.")]
        private string target = "face";

        private int[] _shapes = Array.Empty<int>();
        private float[] _goals = Array.Empty<float>();
        private float _blendS = 0.2f;

        /// <inheritdoc/>
        public override void Declare(SessionStart start)
        {
            _shapes = Array.Empty<int>();
            start.Targets.Add(new AdviceTarget { Id = target, Rig = "arkit", Role = role });
        }

        /// <inheritdoc/>
        public override void Show(Ready ready, SessionState state)
        {
            var advice = Advice(ready, state, target);
            if (face == null || advice == null) return;
            if (_shapes.Length != advice.Weights.Count) Find(face.sharedMesh, ready.Targets[(int)advice.TargetIndex]);
            _blendS = Math.Max(0.02f, advice.BlendS);
            for (int i = 0; i < _goals.Length; i++) _goals[i] = 100 * advice.Weights[i];
        }

        private void Find(Mesh mesh, TargetLayout layout)
        {
            _shapes = new int[layout.Names.Count];
            _goals = new float[layout.Names.Count];
            for (int i = 0; i < _shapes.Length; i++)
            {
                _shapes[i] = -1;
                for (int k = 0; k < mesh.blendShapeCount && _shapes[i] < 0; k++)
                {
                    if (mesh.GetBlendShapeName(k).EndsWith(layout.Names[i], StringComparison.OrdinalIgnoreCase)) _shapes[i] = k;
                }
            }
        }

        private void LateUpdate()
        {
            float share = 1 - (float)Math.Exp(-3 * Time.deltaTime / _blendS); // 95 % of the way in blendS
            for (int i = 0; face != null && i < _shapes.Length; i++)
            {
                if (_shapes[i] < 0) continue;
                float weight = face.GetBlendShapeWeight(_shapes[i]);
                face.SetBlendShapeWeight(_shapes[i], weight + share * (_goals[i] - weight));
            }
        }
    }
}
