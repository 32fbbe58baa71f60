#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Der.V1;

namespace Der.Internal
{
    /// <summary>The sending half of one stream: empties the outbox and probes the clock.</summary>
    internal sealed class VisitStream
    {
        private const int Burst = 5;
        private const double BurstEveryS = 0.1, EveryS = 5;
        private readonly ICall _call;
        private readonly Outbox _outbox;
        private readonly ClockProbes _probes;
        private readonly Pace _pace;
        private readonly CancellationToken _stop;
        private readonly TaskCompletionSource<bool> _stopped = new TaskCompletionSource<bool>();
        private ulong _marker, _lastMarker;
        private long _lastPongUs;

        internal VisitStream(ICall call, Outbox outbox, ClockProbes probes, Pace pace, CancellationToken stop)
        {
            (_call, _outbox, _probes, _pace, _stop) = (call, outbox, probes, pace, stop);
            stop.Register(() => _stopped.TrySetResult(true));
        }

        internal bool Over => _stop.IsCancellationRequested;

        internal Task<bool> SendAsync(SessionRequest part) => _call.SendAsync(part);

        /// <summary>Send what waits and what comes, with pings between.</summary>
        internal void Begin()
        {
            _ = WriteAsync();
            _ = ProbeAsync();
        }

        internal void Answered(Pong pong)
        {
            long nowUs = DerClock.NowUs;
            _lastMarker = pong.Marker;
            Interlocked.Exchange(ref _lastPongUs, nowUs);
            _probes.Add(new Probe(pong, nowUs));
        }

        private async Task WriteAsync()
        {
            while (await _outbox.TakeAsync(_stopped.Task) is SessionRequest part)
            {
                if (await _call.SendAsync(part)) continue;
                _outbox.PutBack(part); // for the next stream; the receiving half tells why
                return;
            }
            if (!Over) await _call.CompleteAsync();
        }

        private async Task ProbeAsync()
        {
            for (int i = 0; !Over; i++)
            {
                var ping = new Ping { Marker = ++_marker, ClientSendTimeUs = DerClock.NowUs, LastPongMarker = _lastMarker };
                ping.LastPongReceiveTimeUs = Interlocked.Read(ref _lastPongUs);
                _outbox.Put(new SessionRequest { Ping = ping });
                await Task.WhenAny(_pace.After(i < Burst ? BurstEveryS : EveryS, _stop), _stopped.Task);
            }
        }
    }
}
