#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Der.Internal;
using Der.V1;
using Google.Protobuf.WellKnownTypes;

namespace Der
{
    /// <summary>One person's visit, on one stream and on the next one where the first is cut. Every method returns at once and
    /// never waits for the network; events are raised by <see cref="Pump"/>, on the thread that calls it.</summary>
    public sealed class DerSession : IDisposable
    {
        private readonly Pace _pace;
        private readonly Outbox _outbox;
        private readonly Inbox _inbox = new Inbox();
        private readonly ClockProbes _probes = new ClockProbes();
        private readonly CancellationTokenSource _leaving = new CancellationTokenSource();
        private readonly SessionStart _start;
        private readonly HashSet<Modality> _withdrawn = new HashSet<Modality>();
        private readonly Visit _visit;
        private volatile bool _over;

        internal DerSession(ITransport transport, SessionStart start, SessionOptions options)
        {
            _start = start.Clone();
            _pace = new Pace(options.OwnThreads);
            _outbox = new Outbox(_pace);
            _visit = new Visit(transport, _start, options, _outbox, _probes, _pace, _leaving.Token)
            {
                OnPhase = (phase, error) => { _over |= phase >= SessionPhase.Finished; Tell(() => Enter(phase, error)); },
                OnReady = ready => Tell(() => { Ready = ready; Opened?.Invoke(ready); }),
                OnNotice = notice => Tell(() => NoticeToShow?.Invoke(notice)),
                OnState = state => _inbox.Put(() => StateReceived?.Invoke(state), mayBeMissed: true),
                OnRefused = notice => _inbox.Put(() => NoticeReceived?.Invoke(notice), mayBeMissed: true),
                OnOther = part => _inbox.Put(() => OtherReceived?.Invoke(part), mayBeMissed: true),
            };
        }

        /// <summary>The server's first answer on each stream: orders of labels, sources and targets, limits.</summary>
        public event Action<Ready>? Opened;

        /// <summary>Show this to the person, then call <see cref="ConfirmNotice"/> or <see cref="RefuseNotice"/>.</summary>
        public event Action<PrivacyNotice>? NoticeToShow;

        /// <summary>A new state of the person.</summary>
        public event Action<SessionState>? StateReceived;

        /// <summary>Something to know, such as refused samples; the session goes on.</summary>
        public event Action<Notice>? NoticeReceived;

        /// <summary>Progress of a calibration, an answer to feedback, a question.</summary>
        public event Action<SessionResponse>? OtherReceived;

        /// <summary>The session stands elsewhere; the error is set when it failed and while it reconnects.</summary>
        public event Action<SessionPhase, DerException?>? PhaseChanged;

        /// <summary>Where the session stands, as of the last <see cref="Pump"/>.</summary>
        public SessionPhase Phase { get; private set; }

        /// <summary>The server's newest first answer; empty before the first.</summary>
        public Ready Ready { get; private set; } = new Ready();

        /// <summary>Samples never sent, because newer ones were waiting or nothing may be read yet.</summary>
        public long SamplesDropped => _outbox.Dropped + _visit.Unsent;

        /// <summary>States and notices never told, because <see cref="Pump"/> was not called for long.</summary>
        public long StatesMissed => _inbox.Missed;

        /// <summary>Server's clock less ours, microseconds; 0 before the first answered ping.</summary>
        public long ClockOffsetUs => _probes.Best().OffsetUs;

        /// <summary>Shortest round trip of the last minute, microseconds; 0 before the first answered ping.</summary>
        public long RoundTripUs => _probes.Best().RoundTripUs;

        /// <summary>Connect. Call it once; the engine's thread never waits.</summary>
        public void Begin() => _pace.Begin(_visit.RunAsync);

        /// <summary>Raise the events that wait. Call it once a frame from the thread that may touch the scene.</summary>
        public void Pump()
        {
            _pace.Pump();
            _inbox.Pump();
        }

        /// <summary>Send samples. They must not be changed afterwards. Before the notice is confirmed they are dropped.</summary>
        public void Send(Signals signals)
        {
            if (_over) return;
            if (_withdrawn.Count > 0) Outbox.Strip(signals, _withdrawn);
            if (_visit.MayRead) _outbox.Put(new SessionRequest { Signals = signals });
            else _visit.Skip(signals);
        }

        /// <summary>Say that the person has just finished speaking: a state follows at once.</summary>
        public void EndOfUtterance() => Send(new Signals { EndOfUtterance = true });

        /// <summary>Change rate, detail, targets, scenario, sources, mute or language.</summary>
        public void Update(SessionUpdate update) => _outbox.Put(new SessionRequest { Update = update });

        /// <summary>Begin or end a neutral stretch.</summary>
        public void Calibrate(Calibrate calibrate) => _outbox.Put(new SessionRequest { Calibrate = calibrate });

        /// <summary>Tell the server whether it was right.</summary>
        public void Feedback(Feedback feedback) => _outbox.Put(new SessionRequest { Feedback = feedback });

        /// <summary>The person saw the notice and went on: inference starts.</summary>
        public void ConfirmNotice() => _visit.Answer(true);

        /// <summary>The person did not agree: the session fails with NOTICE_REFUSED, nothing was read.</summary>
        public void RefuseNotice() => _visit.Answer(false);

        /// <summary>Take consent back, before everything that waits and for reconnects too. Nothing named = all.</summary>
        public void Withdraw(IEnumerable<Modality>? modalities = null, IEnumerable<Use>? uses = null)
        {
            var withdraw = new Withdraw();
            withdraw.Modalities.AddRange(modalities ?? Array.Empty<Modality>());
            withdraw.Uses.AddRange(uses ?? Array.Empty<Use>());
            lock (_start)
            {
                foreach (var grant in _start.Consent.Where(g => withdraw.Modalities.Count == 0 || withdraw.Modalities.Contains(g.Modality)))
                {
                    if (withdraw.Uses.Count == 0 || withdraw.Uses.Contains(Use.Infer)) _withdrawn.Add(grant.Modality);
                    var left = grant.Uses.Where(use => withdraw.Uses.Count > 0 && !withdraw.Uses.Contains(use)).ToList();
                    grant.Uses.Clear();
                    grant.Uses.AddRange(left);
                }
            }
            _outbox.PutWithdraw(withdraw);
        }

        /// <summary>Say that nothing more comes: the server answers everything, then the phase is Finished.</summary>
        public void Finish()
        {
            _visit.Finish();
            _outbox.Close();
        }

        /// <summary>Leave at once, whatever is on its way. Never waits.</summary>
        public void Dispose()
        {
            _over = true;
            _leaving.Cancel();
        }

        private void Tell(Action tell) => _inbox.Put(tell);

        private void Enter(SessionPhase phase, DerException? error)
        {
            Phase = phase;
            PhaseChanged?.Invoke(phase, error);
        }
    }
}
