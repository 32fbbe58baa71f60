#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using Der.Internal;

namespace Der
{
    /// <summary>A WebSocket of the browser's, as a web player reaches it: nothing calls back, all is asked for.</summary>
    public interface IBrowserSocket : IDisposable
    {
        /// <summary>As WebSocket.readyState: 0 connecting, 1 open, 2 closing, 3 closed.</summary>
        int State { get; }

        /// <summary>Bytes not yet given to the network.</summary>
        int Buffered { get; }

        /// <summary>Code of the close, once closed.</summary>
        int CloseCode { get; }

        /// <summary>Send a binary message; an empty one too.</summary>
        void Send(byte[] bytes, int size);

        /// <summary>The next message that came; null = none waits.</summary>
        byte[]? Next(out bool text);
    }

    /// <summary>Sessions over a browser's WebSocket, for players without threads and sockets (WebGL). Carries <c>Session</c> and
    /// nothing else. Use it with <see cref="SessionOptions.OwnThreads"/> = false, and <see cref="Poll"/> before each Pump.</summary>
    public sealed class BrowserTransport : ITransport
    {
        private readonly Func<string, string?, IBrowserSocket> _open;
        private readonly List<BrowserCall> _calls = new List<BrowserCall>();
        private readonly Uri _address;
        private readonly Func<string?> _token;

        /// <summary>address: <c>ws://127.0.0.1:50711</c> or <c>wss://...</c>. open: makes a socket for a URL and a token, which
        /// travels as the subprotocol <c>bearer.TOKEN</c>. token: asked before every call, null = none.</summary>
        public BrowserTransport(string address, Func<string, string?, IBrowserSocket> open, Func<string?>? token = null)
        {
            _address = Address.Read(address, "ws", "wss");
            _open = open;
            _token = Address.Guarded(_address, token);
        }

        /// <inheritdoc/>
        public ICall Open(string method, CancellationToken cancel)
        {
            if (method != WebSocketTransport.Session) throw new DerException("UNIMPLEMENTED", "Over WebSocket there are sessions only: use gRPC for the other calls.");
            var call = new BrowserCall(_open(new Uri(_address, "/v1/session").ToString(), _token()), gone => _calls.Remove(gone));
            _calls.Add(call);
            return call;
        }

        /// <summary>Ask the sockets what has come. Once a frame.</summary>
        public void Poll()
        {
            foreach (var call in _calls.ToArray()) call.Poll();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (var call in _calls.ToArray()) call.Dispose();
        }
    }
}
