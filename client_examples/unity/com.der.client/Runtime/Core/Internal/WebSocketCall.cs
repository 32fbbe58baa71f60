#nullable enable
using System;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Google.Protobuf;

namespace Der.Internal
{
    /// <summary>A session on one WebSocket: one protobuf message in each binary message, an empty one as half close; a text
    /// message is the base64 of the google.rpc.Status the call ends with.</summary>
    internal sealed class WebSocketCall : ICall
    {
        private readonly ClientWebSocket _socket = new ClientWebSocket();
        private readonly CancellationTokenSource _cancel;
        private readonly Task _connected;
        private readonly MemoryStream _incoming = new MemoryStream();
        private readonly byte[] _piece = new byte[8192];
        private byte[] _outgoing = new byte[1024];

        internal WebSocketCall(Uri uri, string? token, CancellationToken cancel)
        {
            _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            _socket.Options.AddSubProtocol("der.v1");
            if (token != null) _socket.Options.SetRequestHeader("authorization", "Bearer " + token);
            _connected = _socket.ConnectAsync(uri, _cancel.Token);
        }

        public async Task<bool> SendAsync(IMessage message)
        {
            int size = message.CalculateSize();
            if (size == 0) return true; // an empty message is a half close here, and an empty part says nothing
            if (_outgoing.Length < size) _outgoing = new byte[2 * size];
            message.WriteTo(_outgoing.AsSpan(0, size));
            return await SendBytesAsync(size);
        }

        public Task CompleteAsync() => SendBytesAsync(0);

        public async Task<byte[]?> ReceiveAsync()
        {
            try
            {
                await _connected;
                var type = await ReadMessageAsync();
                if (type == WebSocketMessageType.Close) return End();
                if (type == WebSocketMessageType.Binary) return _incoming.ToArray();
                throw StatusReader.Read(0, "", Convert.FromBase64String(Encoding.UTF8.GetString(_incoming.ToArray())));
            }
            catch (Exception error) when (IsNetwork(error))
            {
                throw StatusReader.Unreachable(error.Message);
            }
        }

        public void Dispose()
        {
            _cancel.Cancel();
            _ = _connected.ContinueWith(task => task.IsFaulted ? task.Exception?.Message : null, TaskScheduler.Default); // seen
            _socket.Dispose();
        }

        private async Task<bool> SendBytesAsync(int size)
        {
            try
            {
                await _connected;
                await _socket.SendAsync(new ArraySegment<byte>(_outgoing, 0, size), WebSocketMessageType.Binary, true, _cancel.Token);
                return true;
            }
            catch (Exception error) when (IsNetwork(error))
            {
                return false;
            }
        }

        private async Task<WebSocketMessageType> ReadMessageAsync()
        {
            _incoming.SetLength(0);
            while (true)
            {
                var got = await _socket.ReceiveAsync(new ArraySegment<byte>(_piece), _cancel.Token);
                _incoming.Write(_piece, 0, got.Count);
                if (got.EndOfMessage || got.MessageType == WebSocketMessageType.Close) return got.MessageType;
            }
        }

        private byte[]? End()
        {
            if (_socket.CloseStatus == WebSocketCloseStatus.NormalClosure) return null;
            if (_socket.CloseStatus == WebSocketCloseStatus.MessageTooBig) throw new DerException("LIMIT_EXCEEDED", "The message is too large.");
            throw StatusReader.Unreachable($"closed with {(int)(_socket.CloseStatus ?? 0)}");
        }

        private static bool IsNetwork(Exception error) =>
            error is WebSocketException || error is OperationCanceledException || error is IOException
            || error is ObjectDisposedException || error is InvalidOperationException || error is FormatException;
    }
}
