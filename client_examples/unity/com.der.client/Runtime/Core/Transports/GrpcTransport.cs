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
        private readonly HttpMessageInvoker _invoker;
        private readonly Uri _address;
        private readonly Func<string?> _token;

        /// <summary>address: <c>http://127.0.0.1:50710</c> or <c>https://...</c>. token: asked before every call, so that
        /// an expired one can be replaced; null = none. The handler is disposed of with the transport.</summary>
        public GrpcTransport(string address, HttpMessageHandler handler, Func<string?>? token = null)
        {
            _address = Address.Read(address, "http", "https");
            _invoker = new HttpMessageInvoker(handler);
            _token = Address.Guarded(_address, token);
        }

        /// <inheritdoc/>
        public ICall Open(string method, CancellationToken cancel) =>
            new GrpcCall(_invoker, new Uri(_address, "/" + method), _token(), cancel);

        /// <inheritdoc/>
        public void Dispose() => _invoker.Dispose();
    }
}
