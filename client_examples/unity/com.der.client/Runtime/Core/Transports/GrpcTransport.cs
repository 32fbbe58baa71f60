#nullable enable
using System;
using System.Net.Http;
using System.Threading;
using Der.Internal;

namespace Der
{
    /// <summary>gRPC over any HttpMessageHandler that speaks HTTP/2: YetAnotherHttpHandler in Unity, SocketsHttpHandler in .NET.</summary>
    public sealed class GrpcTransport : ITransport
    {
        private readonly HttpMessageInvoker? _shared;
        private readonly Func<HttpMessageHandler>? _fresh;
        private readonly Uri _address;
        private readonly Func<string?> _token;

        /// <summary>address: <c>http://127.0.0.1:50710</c> or <c>https://...</c>. token: asked before every call, so that
        /// an expired one can be replaced; null = none. handlers: makes one for every call, so that each stream has a
        /// connection of its own: where the network has changed, the old one leads nowhere.</summary>
        public GrpcTransport(string address, Func<HttpMessageHandler> handlers, Func<string?>? token = null)
        {
            _address = Address.Read(address, "http", "https");
            _fresh = handlers;
            _token = Address.Guarded(_address, token);
        }

        /// <summary>As the other, with one handler for all calls. It is disposed of with the transport.</summary>
        public GrpcTransport(string address, HttpMessageHandler handler, Func<string?>? token = null)
        {
            _address = Address.Read(address, "http", "https");
            _shared = new HttpMessageInvoker(handler);
            _token = Address.Guarded(_address, token);
        }

        /// <inheritdoc/>
        public ICall Open(string method, CancellationToken cancel)
        {
            var uri = new Uri(_address, "/" + method);
            string? token = _token();
            if (_shared != null) return new GrpcCall(_shared, null, uri, token, cancel);
            var own = new HttpMessageInvoker(_fresh!());
            return new GrpcCall(own, own, uri, token, cancel);
        }

        /// <inheritdoc/>
        public void Dispose() => _shared?.Dispose();
    }
}
