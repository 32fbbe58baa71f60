#nullable enable
namespace Der
{
    /// <summary>How a session bears a bad network.</summary>
    public sealed class SessionOptions
    {
        /// <summary>Whether a cut stream is followed by another one with the resume token. Default: yes.</summary>
        public bool Reconnect { get; set; } = true;

        /// <summary>Streams tried in a row that never came to <c>ready</c>, before giving up.</summary>
        public int MaxTries { get; set; } = 8;

        /// <summary>Seconds without a word from the server after which a stream counts as cut. The client asks every 5 s.</summary>
        public double SilenceS { get; set; } = 15;

        /// <summary>False: <c>Pump</c> does all the work, on its own thread, for players without others (WebGL). Begin such a
        /// session where there is a synchronization context, as Unity's main thread has. Default: true.</summary>
        public bool OwnThreads { get; set; } = true;
    }

    /// <summary>Where a session stands.</summary>
    public enum SessionPhase
    {
        /// <summary>Not begun.</summary>
        Idle,

        /// <summary>On its way to the server for the first time.</summary>
        Connecting,

        /// <summary>The person has to see the notice: show it, then confirm or refuse it. Nothing is sent before.</summary>
        AwaitingNotice,

        /// <summary>Signals go out, states come in.</summary>
        Running,

        /// <summary>The stream was cut; the next one is being opened.</summary>
        Reconnecting,

        /// <summary>Ended as asked.</summary>
        Finished,

        /// <summary>Ended with an error to show.</summary>
        Failed,
    }
}
