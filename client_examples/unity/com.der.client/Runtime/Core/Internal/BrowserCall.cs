#nullable enable
using System;
using System.Text;
using System.Threading.Tasks;
using Google.Protobuf;

namespace Der.Internal
{
    /// <summary>A session on one browser's WebSocket. All on one thread: what is awaited completes in <see cref="Poll"/>.</summary>
    internal sealed class BrowserCall : ICall
    {
        private const int MostBuffered = 64 * 1024, Open = 1, Closed = 3;
        private readonly IBrowserSocket _socket;
        private readonly Action<BrowserCall> _gone;
        private TaskCompletionSource<bool>? _mayGo;
        private TaskCompletionSource<bool>? _stirred;
        private byte[] _outgoing = new byte[1024];
        private bool _disposed;

        internal BrowserCall(IBrowserSocket socket, Action<BrowserCall> gone) => (_socket, _gone) = (socket, gone);

        public async Task<bool> SendAsync(IMessage message)
        {
            int size = message.CalculateSize();
            if (size == 0) return true; // an empty message is a half close here, and an empty part says nothing
            if (!await MayGoAsync()) return false;
            if (_outgoing.Length < size) _outgoing = new byte[2 * size];
            message.WriteTo(_outgoing.AsSpan(0, size));
            _socket.Send(_outgoing, size);
            return true;
        }

        public async Task CompleteAsync()
        {
            if (await MayGoAsync()) _socket.Send(_outgoing, 0);
        }

        public async Task<byte[]?> ReceiveAsync()
        {
            while (true)
            {
                if (_disposed) throw StatusReader.Unreachable("the session was left");
                if (_socket.Next(out bool text) is byte[] message)
                {
                    return text ? throw StatusReader.Read(0, "", Convert.FromBase64String(Encoding.UTF8.GetString(message))) : message;
                }
                if (_socket.State == Closed) return End();
                _stirred = new TaskCompletionSource<bool>();
                await _stirred.Task;
            }
        }

        internal void Poll()
        {
            if (_disposed || _socket.State == Closed || (_socket.State == Open && _socket.Buffered < MostBuffered)) _mayGo?.TrySetResult(true);
            _stirred?.TrySetResult(true);
        }

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            _gone(this);
            _socket.Dispose();
            Poll();
        }

        /// <summary>Waits until the network takes more; false where it never will.</summary>
        private async Task<bool> MayGoAsync()
        {
            if (!_disposed && (_socket.State != Open || _socket.Buffered >= MostBuffered))
            {
                _mayGo = new TaskCompletionSource<bool>();
                await _mayGo.Task;
            }
            return !_disposed && _socket.State == Open;
        }

        private byte[]? End()
        {
            if (_socket.CloseCode == 1000) return null;
            if (_socket.CloseCode == 1009) throw new DerException("LIMIT_EXCEEDED", "The message is too large.");
            throw StatusReader.Unreachable($"closed with {_socket.CloseCode}");
        }
    }
}
