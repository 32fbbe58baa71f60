#nullable enable
using Der.V1;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>Something that senses the person. Put it on the <see cref="DerClient"/>'s object or below.</summary>
    public abstract class DerSource : MonoBehaviour
    {
        /// <summary>Which modality; consent is asked per modality.</summary>
        public abstract Modality Modality { get; }

        /// <summary>Say in <c>start</c> what will be sent. Called before each session.</summary>
        public abstract void Declare(SessionStart start);

        /// <summary>Add what there is now. Called once a frame; timeUs is the client's clock.</summary>
        public abstract void Sample(Signals signals, long timeUs);
    }

    /// <summary>Something that shows advice. Put it on the <see cref="DerClient"/>'s object or below.</summary>
    public abstract class DerSink : MonoBehaviour
    {
        /// <summary>Say in <c>start</c> what is to be advised.</summary>
        public abstract void Declare(SessionStart start);

        /// <summary>Take a new state, on the main thread. Index i of a target is its place in <c>ready.Targets</c>.</summary>
        public abstract void Show(Ready ready, SessionState state);

        /// <summary>The advice for the target of a name; null where there is none.</summary>
        protected static AvatarAdvice? Advice(Ready ready, SessionState state, string id)
        {
            foreach (var advice in state.Avatars)
            {
                if (advice.TargetIndex < ready.Targets.Count && ready.Targets[(int)advice.TargetIndex].Id == id) return advice;
            }
            return null;
        }
    }
}
