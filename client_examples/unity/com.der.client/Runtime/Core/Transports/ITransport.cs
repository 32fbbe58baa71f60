#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Google.Protobuf;

namespace Der
{
    /// <summary>Opens calls to one server. Carries bytes and knows nothing of their meaning.</summary>
    public interface ITransport : IDisposable
    {
        /// <summary>Begin a call of a method such as <c>der_server.v1.DerService/Session</c>. Returns at once.</summary>
        ICall Open(string method, CancellationToken cancel);
    }

    /// <summary>One call. One send at a time and one receive at a time; both may run together.</summary>
    public interface ICall : IDisposable
    {
        /// <summary>Send a message; true when the network has taken it, false where the call is over: receiving tells why.</summary>
        Task<bool> SendAsync(IMessage message);

        /// <summary>Say that nothing more comes from this side; nothing happens where the call is over.</summary>
        Task CompleteAsync();

        /// <summary>The next message's bytes; null where the call ended well. Throws DerException where it did not.</summary>
        Task<byte[]?> ReceiveAsync();
    }
}
