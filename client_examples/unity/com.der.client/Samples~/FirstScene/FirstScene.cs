using Der;
using Der.Unity;
using Der.V1;
using UnityEngine;

/// <summary>Put this on an empty object in an empty scene and press Play: it adds a client and a microphone, shows the notice
/// with two buttons, and then what the server makes of the voice. Everything a first session needs, in one file.</summary>
public sealed class FirstScene : MonoBehaviour
{
    private DerClient _client;
    private DerSession _asking;
    private PrivacyNotice _notice;
    private string _status = "";
    private string _feeling = "";

    private void Start()
    {
        gameObject.AddComponent<MicrophoneSource>();
        _client = gameObject.AddComponent<DerClient>();
        _client.NoticeToShow += (session, notice) => (_asking, _notice) = (session, notice);
        _client.PhaseChanged += (phase, error) => _status = error == null ? phase.ToString() : $"{phase}: {error.Message}";
        _client.StateReceived += Show;
    }

    private void Show(SessionState state)
    {
        var labels = _client.Session.Ready.Labels;
        string label = state.Unknown || state.LabelIndex >= labels.Count ? "unknown" : labels[(int)state.LabelIndex];
        string wording = state.Dialogue != null && state.Dialogue.Wording.Count > 0 ? state.Dialogue.Wording[0] : "";
        _feeling = $"{label} ({state.Confidence:0%}), valence {state.Valence.Mean:0.00}\n{wording}";
    }

    private void OnGUI()
    {
        GUILayout.Label(_status);
        GUILayout.Label(_feeling);
        if (_client.Session == null && GUILayout.Button("Connect")) _client.Connect(AgeClass.Adult, Modality.Voice);
        if (_client.Session != null && GUILayout.Button("Leave")) _client.Leave();
        if (_notice != null) Ask();
    }

    private void Ask()
    {
        GUILayout.Label(_notice.Text);
        bool agreed = GUILayout.Button("I agree"), refused = GUILayout.Button("I do not agree");
        if (agreed) _asking.ConfirmNotice();
        if (refused) _asking.RefuseNotice();
        if (agreed || refused) _notice = null;
    }
}
