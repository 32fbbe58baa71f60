#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Der.V1;
using Google.Protobuf.WellKnownTypes;

namespace Der.Internal
{
    /// <summary>Lives through one stream after the other. Runs in the thread pool; tells what happens through its callbacks.</summary>
    internal sealed class Visit
    {
        private const double FirstWaitS = 0.25, LongestWaitS = 10;
        private readonly ITransport _transport;
        private readonly SessionStart _start;
        private readonly SessionOptions _options;
        private readonly Outbox _outbox;
        private readonly ClockProbes _probes;
        private readonly Pace _pace;
        private readonly CancellationToken _leaving;
        private readonly Random _jitter = new Random();
        private TaskCompletionSource<bool> _answer = new TaskCompletionSource<bool>();
        private volatile bool _mayRead;
        private volatile bool _finishing;
        private bool _opened;
        private long _unsent;

        internal Visit(ITransport transport, SessionStart start, SessionOptions options, Outbox outbox, ClockProbes probes, Pace pace, CancellationToken leaving)
        {
            (_transport, _start, _options) = (transport, start, options);
            (_outbox, _probes, _pace, _leaving) = (outbox, probes, pace, leaving);
        }

        internal Action<SessionPhase, DerException?> OnPhase { private get; set; } = (phase, error) => { };
        internal Action<Ready> OnReady { private get; set; } = ready => { };
        internal Action<PrivacyNotice> OnNotice { private get; set; } = notice => { };
        internal Action<SessionState> OnState { private get; set; } = state => { };
        internal Action<Notice> OnRefused { private get; set; } = notice => { };
        internal Action<SessionResponse> OnOther { private get; set; } = part => { };

        /// <summary>Whether samples may leave: the notice was confirmed. Stays true while reconnecting.</summary>
        internal bool MayRead => _mayRead;

        /// <summary>Samples dropped before the notice was confirmed.</summary>
        internal long Unsent => Interlocked.Read(ref _unsent);

        internal void Skip(Signals signals) => Interlocked.Add(ref _unsent, Outbox.Strip(signals, Array.Empty<Modality>()));

        internal void Answer(bool agreed) => _answer.TrySetResult(agreed);

        internal void Finish() => _finishing = true;

        /// <summary>From the first stream to the end.</summary>
        internal async Task RunAsync()
        {
            OnPhase(SessionPhase.Connecting, null);
            for (int tries = 0; ; tries++)
            {
                _opened = false;
                var (error, waitS) = await OneStreamAsync();
                if (_opened) tries = 0;
                bool asked = _leaving.IsCancellationRequested || (_finishing && (error == null || _opened));
                if (asked || (error == null && waitS == 0))
                {
                    OnPhase(SessionPhase.Finished, null);
                    return;
                }
                if (error != null && !(_options.Reconnect && error.Retryable && tries < _options.MaxTries))
                {
                    OnPhase(SessionPhase.Failed, error);
                    return;
                }
                OnPhase(SessionPhase.Reconnecting, error);
                await Task.WhenAny(_pace.After(Math.Max(waitS, BackOffS(tries)), _leaving));
            }
        }

        /// <summary>Half to all of a wait that doubles with every try.</summary>
        private double BackOffS(int tries) => Math.Min(LongestWaitS, FirstWaitS * Math.Pow(2, tries)) * (0.5 + 0.5 * _jitter.NextDouble());

        /// <summary>What ended the stream (null: it ended well or the server is going away), and the seconds it asks to wait.</summary>
        private async Task<(DerException?, double)> OneStreamAsync()
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(_leaving);
            try
            {
                using var call = _transport.Open(WebSocketTransport.Session, stop.Token);
                var stream = new VisitStream(call, _outbox, _probes, _pace, stop.Token);
                try
                {
                    await stream.SendAsync(new SessionRequest { Start = Declared() });
                    return (null, await ConverseAsync(call, stream));
                }
                finally
                {
                    stop.Cancel();
                }
            }
            catch (DerException error)
            {
                return (error, error.RetryAfterS);
            }
            catch (Exception error) when (!_leaving.IsCancellationRequested) // the application's token, a message of nonsense
            {
                return (new DerException("CLIENT_FAULT", error.Message), 0);
            }
            catch (Exception)
            {
                return (null, 0); // whatever breaks while leaving
            }
        }

        private SessionStart Declared()
        {
            lock (_start) return _start.Clone();
        }

        private async Task<double> ConverseAsync(ICall call, VisitStream stream)
        {
            while (await ReceiveAsync(call) is byte[] bytes)
            {
                var part = SessionResponse.Parser.ParseFrom(bytes);
                switch (part.PartCase)
                {
                    case SessionResponse.PartOneofCase.Ready:
                        Welcome(stream, part.Ready);
                        break;
                    case SessionResponse.PartOneofCase.State:
                        OnState(part.State);
                        break;
                    case SessionResponse.PartOneofCase.Notice:
                        OnRefused(part.Notice);
                        break;
                    case SessionResponse.PartOneofCase.Pong:
                        stream.Answered(part.Pong);
                        break;
                    case SessionResponse.PartOneofCase.GoingAway:
                        lock (_start) _start.ResumeToken = part.GoingAway.ResumeToken;
                        return Math.Max(0.01, part.GoingAway.ReconnectAfterS);
                    case SessionResponse.PartOneofCase.None:
                        break; // a part of a newer server
                    default:
                        OnOther(part);
                        break;
                }
            }
            return 0;
        }

        /// <summary>The next message, or UNREACHABLE after too long a silence; NOTICE_REFUSED where the person said no.</summary>
        private async Task<byte[]?> ReceiveAsync(ICall call)
        {
            using var patience = new CancellationTokenSource();
            var silence = _pace.After(_options.SilenceS, patience.Token);
            var message = call.ReceiveAsync();
            while (true)
            {
                var answered = _answer.Task;
                if (answered.IsCompleted && !answered.Result) throw new DerException("NOTICE_REFUSED", "The notice was not confirmed: nothing was read.");
                var first = await (answered.IsCompleted ? Task.WhenAny(message, silence) : Task.WhenAny(message, silence, answered));
                if (first == answered) continue;
                if (first == silence) throw StatusReader.Unreachable($"nothing came for {_options.SilenceS} s");
                patience.Cancel();
                return await message;
            }
        }

        private void Welcome(VisitStream stream, Ready ready)
        {
            _opened = true;
            lock (_start) _start.ResumeToken = ready.ResumeToken;
            _outbox.Forget(signals: ready.AwaitingNotice);
            _mayRead = !ready.AwaitingNotice;
            OnReady(ready);
            if (!ready.AwaitingNotice)
            {
                stream.Begin();
                OnPhase(SessionPhase.Running, null);
                return;
            }
            _answer = _pace.Source();
            _ = ConfirmAsync(stream, ready.Notice.Version);
            OnPhase(SessionPhase.AwaitingNotice, null);
            OnNotice(ready.Notice);
        }

        /// <summary>Pings keep the session while the person reads; the first samples follow the confirmation.</summary>
        private async Task ConfirmAsync(VisitStream stream, string version)
        {
            stream.Begin();
            if (!await _answer.Task || stream.Over) return;
            var shown = new NoticeShown { NoticeVersion = version, ShownTime = Timestamp.FromDateTime(DateTime.UtcNow) };
            _outbox.Put(new SessionRequest { NoticeShown = shown });
            lock (_start) _start.NoticeVersionShown = version;
            _mayRead = true;
            OnPhase(SessionPhase.Running, null);
        }
    }
}
