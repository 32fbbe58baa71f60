#nullable enable
using System;
using System.Collections.Generic;
using System.Net.Http;
using Der.V1;
using UnityEngine;

namespace Der.Unity
{
    /// <summary>One person's session with a DER server. Asks the sources below it, feeds the sinks below it, and never makes the
    /// main thread wait. It connects when told to (<see cref="Connect"/>), never by itself: the person is asked first.</summary>
    [AddComponentMenu("DER/DER Client")]
    public sealed class DerClient : MonoBehaviour
    {
        private const long FlushUs = 50_000;
#if UNITY_WEBGL && !UNITY_EDITOR
        private const bool OwnThreads = false;
#else
        private const bool OwnThreads = true;
#endif
        private static readonly List<DerClient> Living = new List<DerClient>();

        [SerializeField, Tooltip("ws://, wss:// (no other package needed), http:// or https:// (gRPC, needs YetAnotherHttpHandler or HandlerFactory).")]
        private string address = "ws://127.0.0.1:50711";

        [SerializeField, Tooltip("BCP-47 tag of the person's language.")]
        private string language = "en";

        [SerializeField, Tooltip("What the conversation is.")]
        private Scenario scenario = Scenario.Game;

        [SerializeField, Tooltip("Who the person is in it. Unspecified gets the strictest reading of the law: say it for customer service, meetings, classrooms and clinics.")]
        private SubjectRole subjectRole = SubjectRole.Player;

        [SerializeField, Tooltip("States per second, 1 to 30.")]
        private float rateHz = 10;

        private DerConnection? _connection;
        private BrowserTransport? _browser;
        private DerSource[] _sources = Array.Empty<DerSource>();
        private DerSink[] _sinks = Array.Empty<DerSink>();
        private Signals _signals = new Signals();
        private long _flushedUs;

        /// <summary>Makes the HTTP/2 handler for gRPC, where another one than YetAnotherHttpHandler is wanted.</summary>
        public static Func<HttpMessageHandler>? HandlerFactory { get; set; }

        /// <summary>Gives the bearer token, before every connection. Null = none.</summary>
        public Func<string?>? Token { get; set; }

        /// <summary>The running session; null before <see cref="Connect"/>. Listen to its events for everything.</summary>
        public DerSession? Session { get; private set; }

        /// <summary>Show the text to the person, then call ConfirmNotice or RefuseNotice of the session.</summary>
        public event Action<DerSession, PrivacyNotice>? NoticeToShow;

        /// <summary>A new state, on the main thread.</summary>
        public event Action<SessionState>? StateReceived;

        /// <summary>The session stands elsewhere; the error is one to show.</summary>
        public event Action<SessionPhase, DerException?>? PhaseChanged;

        /// <summary>Begin a session for what the person consented to; earlier ones end. Returns at once.</summary>
        public void Connect(AgeClass age, params Modality[] consented)
        {
            Leave();
            _sources = Array.FindAll(GetComponentsInChildren<DerSource>(), source => Array.IndexOf(consented, source.Modality) >= 0);
            _sinks = GetComponentsInChildren<DerSink>();
            _connection = new DerConnection(Transport());
            var session = _connection.Session(Start(age, consented), new SessionOptions { OwnThreads = OwnThreads });
            session.NoticeToShow += notice => NoticeToShow?.Invoke(session, notice);
            session.PhaseChanged += (phase, error) => PhaseChanged?.Invoke(phase, error);
            session.StateReceived += state => Show(session.Ready, state);
            session.Begin();
            Session = session;
        }

        /// <summary>End the session now. Never waits.</summary>
        public void Leave()
        {
            Session?.Dispose();
            _connection?.Dispose();
            Session = null;
            _connection = null;
        }

        /// <summary>End every session.</summary>
        public static void LeaveAll()
        {
            foreach (var client in Living) client.Leave();
        }

        private void OnEnable() => Living.Add(this);

        private void OnDisable()
        {
            Living.Remove(this);
            Leave();
        }

        private void OnApplicationQuit() => Leave();

        private void Update()
        {
            if (Session == null) return;
            _browser?.Poll();
            Session.Pump();
            if (Session == null || Session.Phase != SessionPhase.Running) return; // a listener may have left
            long nowUs = DerClock.NowUs;
            foreach (var source in _sources) source.Sample(_signals, nowUs);
            if (nowUs - _flushedUs < FlushUs || _signals.CalculateSize() == 0) return;
            Session.Send(_signals);
            _signals = new Signals();
            _flushedUs = nowUs;
        }

        private void Show(Ready ready, SessionState state)
        {
            foreach (var sink in _sinks) sink.Show(ready, state);
            StateReceived?.Invoke(state);
        }

        private SessionStart Start(AgeClass age, Modality[] consented)
        {
            var start = new SessionStart
            {
                Client = new ClientInfo { Name = "com.der.client", Version = "0.1.0", Capabilities = { "resume" } },
                Context = new LegalContext { AgeClass = age, Scenario = scenario, SubjectRole = subjectRole },
                Language = language,
                RateHz = rateHz,
            };
            foreach (var modality in consented) start.Consent.Add(new ConsentGrant { Modality = modality, Uses = { Use.Infer } });
            foreach (var source in _sources) source.Declare(start);
            foreach (var sink in _sinks) sink.Declare(start);
            return start;
        }

        private ITransport Transport()
        {
            _browser = null;
#if UNITY_WEBGL && !UNITY_EDITOR
            return _browser = new BrowserTransport(address, (url, token) => new JavaScriptSocket(url, token), Token);
#else
            if (address.StartsWith("ws")) return new WebSocketTransport(address, Token);
            if (HandlerFactory != null) return new GrpcTransport(address, HandlerFactory, Token);
#if DER_YAHA
            return new GrpcTransport(address, () => new Cysharp.Net.Http.YetAnotherHttpHandler { Http2Only = true }, Token);
#else
            throw new DerException("BAD_REQUEST", "gRPC needs YetAnotherHttpHandler or DerClient.HandlerFactory; ws:// needs neither.");
#endif
#endif
        }
    }
}
