#nullable enable
using System;
using System.Threading;
using Der.Internal;

namespace Der
{
    /// <summary>Sessions over WebSocket, for proxies and platforms without HTTP/2. Carries <c>Session</c> and nothing else.</summary>
    public sealed class WebSocketTransport : ITransport
    {
        internal const string Session = "der_server.v1.DerService/Session";
        private readonly Uri _address;
        private readonly Func<string?> _token;

        /// <summary>address: <c>ws://127.0.0.1:50711</c> or <c>wss://...</c>; token: asked before every call, null = none.</summary>
        public WebSocketTransport(string address, Func<string?>? token = null)
        {
            _address = Address.Read(address, "ws", "wss");
            _token = Address.Guarded(_address, token);
        }

        /// <inheritdoc/>
        public ICall Open(string method, CancellationToken cancel)
        {
            if (method == Session) return new WebSocketCall(new Uri(_address, "/v1/session"), _token(), cancel);
            throw new DerException("UNIMPLEMENTED", "Over WebSocket there are sessions only: use gRPC for the other calls.");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
        }
    }
}
