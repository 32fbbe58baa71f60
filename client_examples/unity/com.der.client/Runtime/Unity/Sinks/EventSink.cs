#nullable enable
using System;
using Der.V1;
using UnityEngine;
using UnityEngine.Events;

namespace Der.Unity
{
    /// <summary>Tells dialogue systems, without a line of code: label and confidence, strategy, a ready sentence, a call for help.</summary>
    [AddComponentMenu("DER/Event Sink")]
    public sealed class EventSink : DerSink
    {
        /// <summary>The label, `unknown` where none is sure enough; told when it changes.</summary>
        public TextEvent OnLabel = new TextEvent();

        /// <summary>The strategy of the dialogue; told when it changes.</summary>
        public TextEvent OnStrategy = new TextEvent();

        /// <summary>A ready sentence in the session's language; told with the strategy.</summary>
        public TextEvent OnWording = new TextEvent();

        /// <summary>A block for the system prompt of a language model; told with the strategy.</summary>
        public TextEvent OnLlmContext = new TextEvent();

        /// <summary>The person's own words call for a human to look, now.</summary>
        public UnityEvent OnNeedsHuman = new UnityEvent();

        private string _label = "";
        private string _strategy = "";
        private bool _needsHuman;

        /// <inheritdoc/>
        public override void Declare(SessionStart start) => (_label, _strategy, _needsHuman) = ("", "", false);

        /// <inheritdoc/>
        public override void Show(Ready ready, SessionState state)
        {
            string label = state.Unknown || state.LabelIndex >= ready.Labels.Count ? "unknown" : ready.Labels[(int)state.LabelIndex];
            if (label != _label) OnLabel.Invoke(_label = label);
            if (state.Dialogue is DialogueAdvice dialogue) Dialogue(dialogue);
        }

        private void Dialogue(DialogueAdvice dialogue)
        {
            if (dialogue.NeedsHuman && !_needsHuman) OnNeedsHuman.Invoke();
            _needsHuman = dialogue.NeedsHuman;
            if (dialogue.Strategy == _strategy) return;
            OnStrategy.Invoke(_strategy = dialogue.Strategy);
            OnLlmContext.Invoke(dialogue.LlmContext);
            if (dialogue.Wording.Count > 0) OnWording.Invoke(dialogue.Wording[0]);
        }

        /// <summary>An event with a text.</summary>
        [Serializable]
        public sealed class TextEvent : UnityEvent<string>
        {
        }
    }
}
