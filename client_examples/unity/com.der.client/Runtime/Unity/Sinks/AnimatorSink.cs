#nullable enable
using Der.V1;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>Sets the float parameters Valence, Arousal, Dominance and Confidence of an animator, and the trigger named as the
    /// advised gesture, where the animator has them.</summary>
    [AddComponentMenu("DER/Animator Sink")]
    public sealed class AnimatorSink : DerSink
    {
        [SerializeField]
        private Animator? animator = null;

        [SerializeField, Tooltip("Target whose gesture is played; a sink of the same name declares it.")]
        private string target = "face";

        private string _gesture = "";

        /// <inheritdoc/>
        public override void Declare(SessionStart start) => _gesture = "";

        /// <inheritdoc/>
        public override void Show(Ready ready, SessionState state)
        {
            if (animator == null) return;
            foreach (var parameter in animator.parameters)
            {
                switch (parameter.name)
                {
                    case "Valence": animator.SetFloat(parameter.nameHash, state.Valence.Mean); break;
                    case "Arousal": animator.SetFloat(parameter.nameHash, state.Arousal.Mean); break;
                    case "Dominance": animator.SetFloat(parameter.nameHash, state.Dominance.Mean); break;
                    case "Confidence": animator.SetFloat(parameter.nameHash, state.Confidence); break;
                }
            }
            Gesture(Advice(ready, state, target)?.Gesture ?? "");
        }

        private void Gesture(string gesture)
        {
            if (gesture == _gesture) return;
            _gesture = gesture;
            foreach (var parameter in animator!.parameters)
            {
                if (parameter.name == gesture && parameter.type == AnimatorControllerParameterType.Trigger) animator.SetTrigger(parameter.nameHash);
            }
        }
    }
}
