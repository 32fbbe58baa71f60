#nullable enable
using System;
using Google.Protobuf;

namespace Der.Internal
{
    /// <summary>Reads google.rpc.Status with its ErrorInfo and RetryInfo: the few fields that tell why a call failed.</summary>
    internal static class StatusReader
    {
        private static readonly string[] CodeNames =
        {
            "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
            "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE",
            "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
        };
        private const int Unavailable = 14;

        /// <summary>The error that a status code, its text and the bytes of a google.rpc.Status (may be empty) say.</summary>
        internal static DerException Read(int code, string message, byte[] status)
        {
            string reason = "";
            double waitS = 0;
            try
            {
                ReadStatus(status, ref code, ref message, ref reason, ref waitS);
            }
            catch (InvalidProtocolBufferException)
            {
                reason = ""; // details that cannot be read: the code still tells
            }
            if (reason == "" && code == Unavailable) return Unreachable(message);
            string name = code >= 0 && code < CodeNames.Length ? CodeNames[code] : "UNKNOWN";
            return new DerException(reason == "" ? name : reason, message == "" ? name : message, waitS);
        }

        /// <summary>No server, or the way to it was cut.</summary>
        internal static DerException Unreachable(string why) =>
            new DerException("UNREACHABLE", $"The server cannot be reached: is it running, are address and TLS right? ({why})");

        private static void ReadStatus(byte[] status, ref int code, ref string message, ref string reason, ref double waitS)
        {
            var input = new CodedInputStream(status);
            uint tag;
            while ((tag = input.ReadTag()) != 0)
            {
                if (tag == 8) code = input.ReadInt32();
                else if (tag == 18) message = input.ReadString();
                else if (tag == 26) ReadDetail(input.ReadBytes().ToByteArray(), ref reason, ref waitS);
                else input.SkipLastField();
            }
        }

        private static void ReadDetail(byte[] any, ref string reason, ref double waitS)
        {
            string type = "";
            byte[] value = Array.Empty<byte>();
            var input = new CodedInputStream(any);
            uint tag;
            while ((tag = input.ReadTag()) != 0)
            {
                if (tag == 10) type = input.ReadString();
                else if (tag == 18) value = input.ReadBytes().ToByteArray();
                else input.SkipLastField();
            }
            if (type.EndsWith("/google.rpc.ErrorInfo")) reason = First(value, 10)?.ToStringUtf8() ?? "";
            else if (type.EndsWith("/google.rpc.RetryInfo")) waitS = Seconds(First(value, 10) ?? ByteString.Empty);
        }

        private static ByteString? First(byte[] message, uint wanted)
        {
            var input = new CodedInputStream(message);
            uint tag;
            while ((tag = input.ReadTag()) != 0)
            {
                if (tag == wanted) return input.ReadBytes();
                input.SkipLastField();
            }
            return null;
        }

        private static double Seconds(ByteString duration)
        {
            double seconds = 0;
            var input = new CodedInputStream(duration.ToByteArray());
            uint tag;
            while ((tag = input.ReadTag()) != 0)
            {
                if (tag == 8) seconds += input.ReadInt64();
                else if (tag == 16) seconds += input.ReadInt32() * 1e-9;
                else input.SkipLastField();
            }
            return seconds;
        }
    }
}
