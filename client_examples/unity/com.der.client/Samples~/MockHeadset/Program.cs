using System;
using System.Linq;
using System.Threading;
using Der;
using Der.V1;

/// <summary>A headset without a headset: ten seconds of neutral, smile and frown at 60 frames a second, and what comes back.
/// Usage: MockHeadset [http://127.0.0.1:50710 | ws://127.0.0.1:50711] [SECONDS]</summary>
internal static class Program
{
    private static readonly string[] Smile = { "mouthSmileLeft", "mouthSmileRight", "cheekSquintLeft", "cheekSquintRight", "eyeSquintLeft", "eyeSquintRight" };
    private static readonly string[] Frown = { "browDownLeft", "browDownRight", "mouthPressLeft", "mouthPressRight", "noseSneerLeft", "noseSneerRight" };

    private static int Main(string[] arguments)
    {
        string address = arguments.Length > 0 ? arguments[0] : "http://127.0.0.1:50710";
        double seconds = arguments.Length > 1 ? double.Parse(arguments[1]) : 10;
        var transport = address.StartsWith("ws") ? (ITransport)new WebSocketTransport(address) : new GrpcTransport(address, () => new Http2());
        using var connection = new DerConnection(transport);
        using var session = connection.Session(Start());
        int exit = 0;
        session.NoticeToShow += notice =>
        {
            Console.WriteLine(notice.Text);
            session.ConfirmNotice(); // an application asks the person first
        };
        session.PhaseChanged += (phase, error) =>
        {
            Console.WriteLine($"-- {phase} {error?.Message}");
            if (phase == SessionPhase.Failed) exit = 1;
        };
        session.StateReceived += state => Console.WriteLine(Line(session.Ready, state));
        session.Begin();
        Perform(session, seconds);
        return exit;
    }

    private static void Perform(DerSession session, double seconds)
    {
        long beganUs = 0;
        while (session.Phase != SessionPhase.Failed && session.Phase != SessionPhase.Finished)
        {
            session.Pump(); // once a frame, as an engine does
            Thread.Sleep(15);
            if (session.Phase != SessionPhase.Running) continue;
            long nowUs = DerClock.NowUs;
            if (beganUs == 0) beganUs = nowUs;
            double atS = (nowUs - beganUs) / 1e6;
            if (atS > seconds) session.Finish();
            else session.Send(new Signals { Faces = { Face(session.Ready.Layouts[0], nowUs, atS / seconds) } });
        }
    }

    private static FaceFrame Face(SourceLayout layout, long nowUs, double part)
    {
        string[] shown = part < 0.2 ? new string[0] : part < 0.6 ? Smile : Frown;
        var frame = new FaceFrame { CaptureTimeUs = nowUs };
        foreach (string name in layout.Names) frame.Weights.Add(shown.Contains(name) ? 0.7f : 0.02f);
        return frame;
    }

    private static SessionStart Start() => new SessionStart
    {
        Client = new ClientInfo { Name = "csharp-mock-headset", Version = "0.1.0" },
        Context = new LegalContext { AgeClass = AgeClass.Adult },
        Consent = { new ConsentGrant { Modality = Modality.Face, Uses = { Use.Infer } } },
        FaceSources = { new FaceSource { Standard = "arkit" } },
        Targets = { new AdviceTarget { Id = "me", Rig = "vrm" } },
        RateHz = 5,
    };

    private static string Line(Ready ready, SessionState state)
    {
        string label = state.Unknown ? "unknown" : ready.Labels[(int)state.LabelIndex];
        string presets = string.Join(" ", state.Avatars.SelectMany(a => a.Presets).Where(p => p.Weight > 0.05).Select(p => $"{p.Preset} {p.Weight:0.00}"));
        return $"{label,-10} {state.Confidence:0.00}  valence {state.Valence.Mean,5:0.00}  avatar: {presets}";
    }
}
