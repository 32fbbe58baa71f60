using System;
using System.Collections.Concurrent;
using System.Threading;
using Der;
using Der.V1;

/// <summary>A character that listens: type a line, and see which strategy, tone and wording the advice gives its answer.
/// Usage: Dialogue [http://127.0.0.1:50710 | ws://127.0.0.1:50711] [LANGUAGE]; an empty line ends it.</summary>
internal static class Program
{
    private static readonly ConcurrentQueue<string> Typed = new ConcurrentQueue<string>();

    private static int Main(string[] arguments)
    {
        string address = arguments.Length > 0 ? arguments[0] : "http://127.0.0.1:50710";
        var transport = address.StartsWith("ws") ? (ITransport)new WebSocketTransport(address) : new GrpcTransport(address, () => new Http2());
        using var connection = new DerConnection(transport);
        using var session = connection.Session(Start(arguments.Length > 1 ? arguments[1] : "en"));
        session.NoticeToShow += notice =>
        {
            Console.WriteLine(notice.Text);
            session.ConfirmNotice(); // an application asks the person first
            Listen();
        };
        session.PhaseChanged += (phase, error) => Console.WriteLine($"-- {phase} {error?.Message}");
        session.StateReceived += state => Answer(session.Ready, state);
        session.Begin();
        while (session.Phase != SessionPhase.Finished && session.Phase != SessionPhase.Failed)
        {
            session.Pump();
            if (session.Phase == SessionPhase.Running && Typed.TryDequeue(out string line)) Say(session, line);
            Thread.Sleep(15);
        }
        return session.Phase == SessionPhase.Finished ? 0 : 1;
    }

    private static void Say(DerSession session, string line)
    {
        if (line == "") session.Finish();
        else session.Send(new Signals { Texts = { new TextInput { CaptureTimeUs = DerClock.NowUs, Text = line } } });
    }

    private static void Listen() => new Thread(() =>
    {
        while (Console.ReadLine() is string line && line != "") Typed.Enqueue(line);
        Typed.Enqueue("");
    }) { IsBackground = true }.Start();

    private static void Answer(Ready ready, SessionState state)
    {
        if (state.Trigger != Trigger.Text || state.Dialogue == null) return;
        string label = state.Unknown ? "unknown" : ready.Labels[(int)state.LabelIndex];
        string wording = state.Dialogue.Wording.Count > 0 ? state.Dialogue.Wording[0] : "...";
        Console.WriteLine($"[{label} -> {state.Dialogue.Strategy}, {state.Dialogue.Tone}, {state.Dialogue.Pace}] {wording}");
        if (state.Dialogue.NeedsHuman) Console.WriteLine("!! a human should look at this conversation now");
    }

    private static SessionStart Start(string language) => new SessionStart
    {
        Client = new ClientInfo { Name = "csharp-dialogue", Version = "0.1.0" },
        Context = new LegalContext { AgeClass = AgeClass.Adult, Scenario = Scenario.Game, SubjectRole = SubjectRole.Player },
        Consent = { new ConsentGrant { Modality = Modality.Text, Uses = { Use.Infer } } },
        Language = language,
    };
}
