#if UNITY_WEBGL
#nullable enable
using System.Runtime.InteropServices;

namespace Der.Unity
{
    /// <summary>The browser's WebSocket, through DerSocket.jslib.</summary>
    internal sealed class JavaScriptSocket : IBrowserSocket
    {
        private readonly int _id;
        private bool _closed;

        internal JavaScriptSocket(string url, string? token) => _id = DerSocketOpen(url, token ?? "");

        public int State => _closed ? 3 : DerSocketState(_id);

        public int Buffered => _closed ? 0 : DerSocketBuffered(_id);

        public int CloseCode => _closed ? 0 : DerSocketCode(_id);

        public void Send(byte[] bytes, int size)
        {
            if (!_closed) DerSocketSend(_id, bytes, size);
        }

        public byte[]? Next(out bool text)
        {
            int size = _closed ? -1 : DerSocketPeek(_id);
            text = size >= 0 && size % 2 == 1;
            if (size < 0) return null;
            var message = new byte[size / 2];
            DerSocketTake(_id, message);
            return message;
        }

        public void Dispose()
        {
            if (!_closed) DerSocketClose(_id);
            _closed = true;
        }

        [DllImport("__Internal")]
        private static extern int DerSocketOpen(string url, string token);

        [DllImport("__Internal")]
        private static extern int DerSocketState(int id);

        [DllImport("__Internal")]
        private static extern int DerSocketBuffered(int id);

        [DllImport("__Internal")]
        private static extern int DerSocketCode(int id);

        [DllImport("__Internal")]
        private static extern void DerSocketSend(int id, byte[] bytes, int size);

        [DllImport("__Internal")]
        private static extern int DerSocketPeek(int id);

        [DllImport("__Internal")]
        private static extern void DerSocketTake(int id, byte[] bytes);

        [DllImport("__Internal")]
        private static extern void DerSocketClose(int id);
    }
}
#endif
