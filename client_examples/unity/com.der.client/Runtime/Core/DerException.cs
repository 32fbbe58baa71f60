#nullable enable
using System;

namespace Der
{
    /// <summary>A call that failed, in words to show. Reasons are those of the page on the protocol, and the client's own
    /// UNREACHABLE, CLOSED, NOTICE_REFUSED and CLIENT_FAULT (the application's token callback threw, or the like).</summary>
    public sealed class DerException : Exception
    {
        /// <summary>An error with its reason. retryAfterS: seconds the server asks to wait, 0 = none named.</summary>
        public DerException(string reason, string message, double retryAfterS = 0) : base(message)
        {
            Reason = reason;
            RetryAfterS = retryAfterS;
        }

        /// <summary>Name of an <c>ErrorReason</c> without its prefix, such as NOT_AUTHENTICATED.</summary>
        public string Reason { get; }

        /// <summary>Seconds to wait before trying again; 0 where the server named none.</summary>
        public double RetryAfterS { get; }

        /// <summary>Whether the same call may succeed later.</summary>
        public bool Retryable => Reason == "UNREACHABLE" || Reason == "OVERLOADED" || Reason == "GOING_AWAY";
    }
}
