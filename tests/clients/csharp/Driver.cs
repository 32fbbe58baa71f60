#nullable enable
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Der;
using Der.V1;
using Google.Protobuf;

/// <summary>Does what the conformance kit says on standard input, one command a line, and tells on standard output what
/// happened. See tests/clients/kit/README.md.</summary>
internal sealed class Driver
{
    private readonly ConcurrentQueue<string> _lines = new ConcurrentQueue<string>();
    private readonly OneThread _player = new OneThread();
    private BrowserTransport? _browser;
    private DerConnection? _connection;
    private DerSession? _session;
    private long _samples;
    private bool _over;

    private static void Main()
    {
        AppContext.SetSwitch("System.Net.Http.SocketsHttpHandler.Http2UnencryptedSupport", true);
        new Driver().Run();
    }

    private void Run()
    {
        new Thread(() => { while (Console.ReadLine() is string line) _lines.Enqueue(line); _lines.Enqueue("quit"); }) { IsBackground = true }.Start();
        while (!_over)
        {
            while (!_over && _lines.TryDequeue(out string? line)) DoOrFail(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            _player.Turn();
            _browser?.Poll();
            _session?.Pump();
            Thread.Sleep(2);
        }
        _session?.Dispose();
        _connection?.Dispose();
    }

    private void DoOrFail(string[] words)
    {
        try
        {
            Do(words);
        }
        catch (DerException error)
        {
            Say($"phase failed {error.Reason} {error.Message}");
        }
    }

    private void Do(string[] words)
    {
        switch (words[0])
        {
            case "open": Open(words[1], words.Skip(2).Select(w => w.Split('=', 2)).ToDictionary(p => p[0], p => p[1])); break;
            case "agree": _session!.ConfirmNotice(); break;
            case "refuse": _session!.RefuseNotice(); break;
            case "faces": Faces(int.Parse(words[1])); break;
            case "wrong": Send(Face(int.Parse(words[1]))); break;
            case "big": Send(new Signals { Voices = { new VoiceChunk { CaptureTimeUs = DerClock.NowUs, Data = ByteString.CopyFrom(new byte[int.Parse(words[1])]) } } }); break;
            case "text": Send(new Signals { Texts = { new TextInput { CaptureTimeUs = DerClock.NowUs, Text = string.Join(" ", words.Skip(1)) } } }); break;
            case "space": Say("space unity"); break;
            case "pose": Pose(words.Skip(1).Select(w => float.Parse(w, CultureInfo.InvariantCulture)).ToArray()); break;
            case "withdraw": _session!.Withdraw(words.Skip(1).Select(w => Enum.Parse<Modality>(w, true))); break;
            case "calibrate": _session!.Calibrate(new Calibrate()); break;
            case "again": Send(new Signals()); break;
            case "count": Say($"dropped {_session!.SamplesDropped}"); break;
            case "clock": Say($"clock {_session!.ClockOffsetUs} {_session.RoundTripUs}"); break;
            case "finish": _session!.Finish(); break;
            case "leave": _session!.Dispose(); break;
            case "echo": Say("echo " + Echo(words[1], words[2])); break;
            case "call": _ = CallAsync(words[1], words[2]); break;
            case "quit": _over = true; break;
            default: Say("unknown " + words[0]); break;
        }
    }

    private static ITransport Transport(string address, Dictionary<string, string> options)
    {
        var token = Token(options);
        return address.StartsWith("ws") ? (ITransport)new WebSocketTransport(address, token) : new GrpcTransport(address, () => new Http2(), token);
    }

    private static Func<string?>? Token(Dictionary<string, string> options) =>
        options.TryGetValue("token", out string? given) ? () => given == "throw" ? throw new InvalidOperationException("no token today") : given : (Func<string?>?)null;

    private void Open(string address, Dictionary<string, string> options)
    {
        string Option(string key, string otherwise) => options.TryGetValue(key, out string? value) ? value : otherwise;
        _session?.Dispose();
        _connection?.Dispose();
        bool browser = Option("browser", "0") == "1";
        _ = BrowserStandIn.Player;
        _browser = browser ? new BrowserTransport(address, (url, token) => new BrowserStandIn(url, token), Token(options)) : null;
        SynchronizationContext.SetSynchronizationContext(browser ? _player : null);
        _connection = new DerConnection(_browser ?? Transport(address, options));
        var start = new SessionStart
        {
            Client = new ClientInfo { Name = "kit", Version = "1" },
            Context = new LegalContext { AgeClass = AgeClass.Adult },
            FaceSources = { new FaceSource { Standard = "arkit" } },
            Voice = new VoiceFormat { SampleRateHz = 16000 },
            PersonId = Option("person", ""),
        };
        foreach (var modality in Enum.GetValues(typeof(Modality)).Cast<Modality>().Where(m => m != Modality.Unspecified))
        {
            start.Consent.Add(new ConsentGrant { Modality = modality, Uses = { Use.Infer } });
        }
        _session = _connection.Session(start, new SessionOptions
        {
            Reconnect = Option("reconnect", "1") == "1",
            OwnThreads = !browser,
            MaxTries = int.Parse(Option("tries", "8")),
            SilenceS = double.Parse(Option("silence", "15"), CultureInfo.InvariantCulture),
        });
        _session.PhaseChanged += (phase, error) => Say($"phase {Snake(phase.ToString())} {error?.Reason} {error?.Message}");
        _session.Opened += ready => Say($"ready resumed={Bit(ready.Resumed)} reset={Bit(ready.Reset)} session={ready.SessionId}");
        _session.NoticeToShow += notice => Say($"notice_to_show {notice.Version}");
        _session.StateReceived += state => Say($"state {state.Sequence} {Label(state)}");
        _session.NoticeReceived += notice => Say($"notice {Snake(notice.Reason.ToString()).ToUpperInvariant()} {notice.Count}");
        _session.Begin();
    }

    private string Label(SessionState state) =>
        state.LabelIndex < _session!.Ready.Labels.Count ? _session.Ready.Labels[(int)state.LabelIndex] : "-";

    private void Send(Signals signals) => _session!.Send(signals);

    private void Faces(int count)
    {
        for (int i = 0; i < count; i++) Send(Face(52));
    }

    /// <summary>A smile in ARKit order; a little noise, since a tracker never repeats itself.</summary>
    private Signals Face(int count)
    {
        long nowUs = DerClock.NowUs + _samples++;
        var frame = new FaceFrame { CaptureTimeUs = nowUs };
        int[] smile = { 6, 7, 18, 19, 43, 44, 47, 48 };
        for (int i = 0; i < count; i++) frame.Weights.Add((Array.IndexOf(smile, i) >= 0 ? 0.6f : 0f) + nowUs / 1000 * (i + 7) % 97 * 1e-6f);
        return new Signals { Faces = { frame } };
    }

    private void Pose(float[] n) => Send(new Signals
    {
        Heads = { new HeadFrame { CaptureTimeUs = DerClock.NowUs, Head = new Pose { Position = UnitySpace.ToOpenXr(n[0], n[1], n[2]), Rotation = UnitySpace.ToOpenXr(n[3], n[4], n[5], n[6]) } } },
    });

    private static string Echo(string type, string hex)
    {
        var bytes = Enumerable.Range(0, hex.Length / 2).Select(i => Convert.ToByte(hex.Substring(2 * i, 2), 16)).ToArray();
        IMessage message = type == "SessionRequest" ? (IMessage)SessionRequest.Parser.ParseFrom(bytes) : SessionResponse.Parser.ParseFrom(bytes);
        return string.Concat(message.ToByteArray().Select(b => b.ToString("x2")));
    }

    /// <summary>One call of every other service.</summary>
    private async Task CallAsync(string address, string name)
    {
        using var connection = new DerConnection(Transport(address, new Dictionary<string, string>()));
        try
        {
            Say($"answer {name} " + await AskAsync(connection, name));
        }
        catch (DerException error)
        {
            Say($"error {name} {error.Reason} {error.Message}");
        }
    }

    private async Task<string> AskAsync(DerConnection connection, string name)
    {
        switch (name)
        {
            case "describe": return string.Join(",", (await connection.DescribeAsync()).Labels);
            case "analyze": return (await connection.AnalyzeAsync(await AnalysisAsync(connection))).States.Count.ToString();
            case "list_sessions": return (await connection.ListSessionsAsync()).Sessions.Count.ToString();
            case "watch":
                await foreach (var seen in connection.Watch(new WatchRequest { SessionId = _session!.Ready.SessionId })) return seen.State.Sequence.ToString();
                return "-";
            case "get_consent": await connection.GetConsentAsync(new GetConsentRequest()); return "";
            case "set_consent": await connection.SetConsentAsync(new SetConsentRequest()); return "";
            case "submit_feedback": await connection.SubmitFeedbackAsync(new SubmitFeedbackRequest()); return "";
            case "get_profile": await connection.GetProfileAsync(new GetProfileRequest()); return "";
            case "export_profile": await connection.ExportProfileAsync(new ExportProfileRequest()); return "";
            case "delete_profile": await connection.DeleteProfileAsync(new DeleteProfileRequest()); return "";
            case "list_rooms": return (await connection.ListRoomsAsync()).Rooms.Count.ToString();
            case "get_room": await connection.GetRoomAsync(new GetRoomRequest()); return "";
            case "watch_room":
                await foreach (var seen in connection.WatchRoom(new WatchRoomRequest())) return seen.Room.People.ToString();
                return "-";
            default: return "unknown";
        }
    }

    private async Task<AnalyzeRequest> AnalysisAsync(DerConnection connection)
    {
        var described = await connection.DescribeAsync();
        var start = new SessionStart { NoticeVersionShown = described.Notice.Version, FaceSources = { new FaceSource { Standard = "arkit" } } };
        start.Consent.Add(new ConsentGrant { Modality = Modality.Face, Uses = { Use.Infer } });
        var request = new AnalyzeRequest { Start = start };
        for (int i = 0; i < 40; i++)
        {
            var signals = Face(52);
            signals.Faces[0].CaptureTimeUs = 1_000_000 + i * 50_000;
            request.Signals.Add(signals);
        }
        return request;
    }

    private static string Bit(bool value) => value ? "1" : "0";

    private static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line.Replace('\n', ' ').TrimEnd());
            Console.Out.Flush();
        }
    }
}

/// <summary>.NET's own handler over HTTP/2. Since .NET 5 plaintext HTTP/2 must be asked for by a property that netstandard2.1
/// does not have.</summary>
internal sealed class Http2 : DelegatingHandler
{
    internal Http2() : base(new SocketsHttpHandler())
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var policy = typeof(HttpRequestMessage).GetProperty("VersionPolicy");
        policy?.SetValue(request, Enum.Parse(policy.PropertyType, "RequestVersionExact"));
        return base.SendAsync(request, cancel);
    }
}
