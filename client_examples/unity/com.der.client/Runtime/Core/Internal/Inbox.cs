#nullable enable
using System;
using System.Collections.Generic;

namespace Der.Internal
{
    /// <summary>What the network has for the main thread, in order. Of more than 256 things waiting the oldest that may be
    /// missed (a state, a notice) goes: an application that pauses keeps the newest.</summary>
    internal sealed class Inbox
    {
        private const int Limit = 256;
        private readonly LinkedList<(Action Tell, bool MayBeMissed)> _waiting = new LinkedList<(Action, bool)>();

        /// <summary>States and notices dropped because nobody pumped.</summary>
        internal long Missed { get; private set; }

        internal void Put(Action tell, bool mayBeMissed = false)
        {
            lock (_waiting)
            {
                _waiting.AddLast((tell, mayBeMissed));
                if (_waiting.Count <= Limit) return;
                for (var node = _waiting.First; node != null; node = node.Next)
                {
                    if (!node.Value.MayBeMissed) continue;
                    _waiting.Remove(node);
                    Missed++;
                    return;
                }
            }
        }

        /// <summary>Tell everything that waits. What a listener throws reaches the caller; the rest waits for the next time.</summary>
        internal void Pump()
        {
            while (true)
            {
                Action tell;
                lock (_waiting)
                {
                    if (_waiting.First == null) return;
                    tell = _waiting.First.Value.Tell;
                    _waiting.RemoveFirst();
                }
                tell();
            }
        }
    }
}
