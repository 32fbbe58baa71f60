#nullable enable
using System.Collections.Generic;
using Der.V1;

namespace Der.Internal
{
    /// <summary>One answered ping. The shortest round trip has the smallest possible error (the NTP rule).</summary>
    internal readonly struct Probe
    {
        internal readonly long AnsweredUs, RoundTripUs, OffsetUs;

        internal Probe(Pong pong, long answeredUs)
        {
            AnsweredUs = answeredUs;
            RoundTripUs = answeredUs - pong.ClientSendTimeUs - (pong.ServerSendTimeUs - pong.ServerReceiveTimeUs);
            OffsetUs = (pong.ServerReceiveTimeUs - pong.ClientSendTimeUs + pong.ServerSendTimeUs - answeredUs) / 2;
        }
    }

    /// <summary>The probes of the last minute. Safe from any thread.</summary>
    internal sealed class ClockProbes
    {
        private const long KeepUs = 60_000_000;
        private readonly Queue<Probe> _probes = new Queue<Probe>();

        internal void Add(Probe probe)
        {
            lock (_probes)
            {
                _probes.Enqueue(probe);
                while (_probes.Peek().AnsweredUs < probe.AnsweredUs - KeepUs) _probes.Dequeue();
            }
        }

        /// <summary>The probe to trust; all zero before the first answer.</summary>
        internal Probe Best()
        {
            lock (_probes)
            {
                var best = default(Probe);
                foreach (var probe in _probes)
                {
                    if (best.AnsweredUs == 0 || probe.RoundTripUs < best.RoundTripUs) best = probe;
                }
                return best;
            }
        }
    }
}
