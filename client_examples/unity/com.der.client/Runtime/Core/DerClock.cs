#nullable enable
using System.Diagnostics;

namespace Der
{
    /// <summary>The client's clock: every sample carries its time.</summary>
    public static class DerClock
    {
        /// <summary>Microseconds on this machine's monotonic clock.</summary>
        public static long NowUs => (long)(Stopwatch.GetTimestamp() * (1e6 / Stopwatch.Frequency));
    }
}
