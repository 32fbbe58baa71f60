#nullable enable
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Der.V1;
using Google.Protobuf.Collections;

namespace Der.Internal
{
    /// <summary>What waits to be sent, in order and bounded. More than 10 messages of signals waiting: faces and bodies of the
    /// older ones go; more than 100: voice goes too (the server sees the gap); more than 1000 parts: the oldest signals.
    /// Never blocks; safe from any thread.</summary>
    internal sealed class Outbox
    {
        private const int Fresh = 10, Most = 100, Limit = 1000;
        private readonly LinkedList<SessionRequest> _parts = new LinkedList<SessionRequest>();
        private readonly Pace _pace;
        private TaskCompletionSource<bool> _stirred;
        private bool _closed;

        internal Outbox(Pace pace) => (_pace, _stirred) = (pace, pace.Source());

        /// <summary>Samples dropped because the network was slower than the tracker.</summary>
        internal long Dropped { get; private set; }

        internal void Put(SessionRequest part)
        {
            lock (_parts)
            {
                _parts.AddLast(part);
                if (part.PartCase == SessionRequest.PartOneofCase.Signals) Thin();
                _stirred.TrySetResult(true);
            }
        }

        /// <summary>A part that could not be sent waits again, before all others.</summary>
        internal void PutBack(SessionRequest part)
        {
            lock (_parts) _parts.AddFirst(part);
        }

        /// <summary>A withdrawal goes before everything that waits, and what it forbids is not sent at all.</summary>
        internal void PutWithdraw(Withdraw withdraw)
        {
            lock (_parts)
            {
                if (withdraw.Uses.Count == 0 || withdraw.Uses.Contains(Use.Infer))
                {
                    foreach (var signals in Waiting()) Strip(signals, withdraw.Modalities);
                    RemoveEmpty();
                }
                _parts.AddFirst(new SessionRequest { Withdraw = withdraw });
                _stirred.TrySetResult(true);
            }
        }

        /// <summary>The next part; null once closed and empty.</summary>
        internal async Task<SessionRequest?> TakeAsync(Task stop)
        {
            while (!stop.IsCompleted)
            {
                Task stirred;
                lock (_parts)
                {
                    if (_parts.First is LinkedListNode<SessionRequest> first)
                    {
                        _parts.RemoveFirst();
                        return first.Value;
                    }
                    if (_closed) return null;
                    if (_stirred.Task.IsCompleted) _stirred = _pace.Source();
                    stirred = _stirred.Task;
                }
                await Task.WhenAny(stirred, stop);
            }
            return null;
        }

        internal void Close()
        {
            lock (_parts)
            {
                _closed = true;
                _stirred.TrySetResult(true);
            }
        }

        /// <summary>Drop what a new stream has no use for: pings; and all signals where nothing may be read yet.</summary>
        internal void Forget(bool signals)
        {
            lock (_parts)
            {
                foreach (var part in _parts.ToArray())
                {
                    bool isSignals = part.PartCase == SessionRequest.PartOneofCase.Signals;
                    if (part.PartCase == SessionRequest.PartOneofCase.Ping || (isSignals && signals)) _parts.Remove(part);
                }
            }
        }

        /// <summary>Remove the samples of some modalities (none named = all); how many they were.</summary>
        internal static int Strip(Signals signals, ICollection<Modality> modalities)
        {
            int count = 0;
            bool Named(Modality modality) => modalities.Count == 0 || modalities.Contains(modality);
            if (Named(Modality.Face)) count += Clear(signals.Faces) + Clear(signals.Heads);
            if (Named(Modality.Body)) count += Clear(signals.Bodies);
            if (Named(Modality.Voice)) count += Clear(signals.Voices);
            if (Named(Modality.Text)) count += Clear(signals.Texts);
            if (Named(Modality.Behaviour)) count += Clear(signals.Events);
            return count;
        }

        private static int Clear<T>(RepeatedField<T> samples)
        {
            int count = samples.Count;
            samples.Clear();
            return count;
        }

        private IEnumerable<Signals> Waiting() => _parts.Where(part => part.Signals != null).Select(part => part.Signals);

        private void Thin()
        {
            int newer = 0;
            for (var node = _parts.Last; node != null; node = node.Previous)
            {
                if (node.Value.PartCase != SessionRequest.PartOneofCase.Signals) continue;
                if (newer == Fresh) Dropped += Strip(node.Value.Signals, new[] { Modality.Face, Modality.Body });
                if (newer == Most) Dropped += Strip(node.Value.Signals, new[] { Modality.Voice });
                if (newer++ >= Most) break;
            }
            RemoveEmpty();
            if (_parts.Count <= Limit) return;
            var oldest = _parts.First(part => part.PartCase == SessionRequest.PartOneofCase.Signals);
            Dropped += Strip(oldest.Signals, new Modality[0]);
            _parts.Remove(oldest);
        }

        private void RemoveEmpty()
        {
            for (var node = _parts.First; node != null;)
            {
                var next = node.Next;
                if (node.Value.PartCase == SessionRequest.PartOneofCase.Signals && node.Value.Signals.CalculateSize() == 0) _parts.Remove(node);
                node = next;
            }
        }
    }
}
