#nullable enable
using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Google.Protobuf;

namespace Der.Internal
{
    /// <summary>One gRPC call: messages with a five-byte prefix in the body of a POST, the status in the trailers
    /// (gRPC over HTTP/2, PROTOCOL-HTTP2.md).</summary>
    internal sealed class GrpcCall : ICall
    {
        private const int PrefixBytes = 5;
        private const int MaxMessageBytes = 32 * 1024 * 1024;
        private readonly CancellationTokenSource _cancel;
        private readonly IDisposable? _own;
        private readonly GrpcBody _body = new GrpcBody();
        private readonly Task<HttpResponseMessage> _response;
        private readonly byte[] _prefix = new byte[PrefixBytes];
        private byte[] _outgoing = new byte[1024];
        private Stream? _incoming;

        /// <summary>own: what goes with the call, such as its connection; null = nothing.</summary>
        internal GrpcCall(HttpMessageInvoker invoker, IDisposable? own, Uri uri, string? token, CancellationToken cancel)
        {
            _own = own;
            _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var request = new HttpRequestMessage(HttpMethod.Post, uri) { Version = new Version(2, 0), Content = _body };
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
            request.Headers.TryAddWithoutValidation("grpc-accept-encoding", "identity");
            request.Headers.TryAddWithoutValidation("user-agent", "der-csharp");
            if (token != null) request.Headers.TryAddWithoutValidation("authorization", "Bearer " + token);
            _response = invoker.SendAsync(request, _cancel.Token);
        }

        public async Task<bool> SendAsync(IMessage message)
        {
            int size = message.CalculateSize();
            if (_outgoing.Length < size + PrefixBytes) _outgoing = new byte[2 * (size + PrefixBytes)];
            _outgoing[0] = 0;
            BinaryPrimitives.WriteInt32BigEndian(_outgoing.AsSpan(1), size);
            message.WriteTo(_outgoing.AsSpan(PrefixBytes, size));
            try
            {
                await Task.WhenAny(_body.Opened, _response);
                if (!_body.Opened.IsCompleted) return false;
                var stream = await _body.Opened;
                await stream.WriteAsync(_outgoing, 0, size + PrefixBytes, _cancel.Token);
                await stream.FlushAsync(_cancel.Token);
                return true;
            }
            catch (Exception error) when (IsNetwork(error))
            {
                return false;
            }
        }

        public Task CompleteAsync()
        {
            _body.Complete();
            return Task.CompletedTask;
        }

        public async Task<byte[]?> ReceiveAsync()
        {
            try
            {
                var response = await _response;
                if (response.StatusCode != HttpStatusCode.OK) throw StatusReader.Unreachable($"HTTP {(int)response.StatusCode}");
                _incoming ??= await response.Content.ReadAsStreamAsync();
                if (await FillAsync(_prefix) == 0) return End(response);
                int size = BinaryPrimitives.ReadInt32BigEndian(_prefix.AsSpan(1));
                if (_prefix[0] != 0 || size < 0 || size > MaxMessageBytes) throw StatusReader.Unreachable("not a gRPC server");
                var message = new byte[size];
                if (await FillAsync(message) < size) throw StatusReader.Unreachable("the message was cut");
                return message;
            }
            catch (Exception error) when (IsNetwork(error))
            {
                throw StatusReader.Unreachable((error.InnerException ?? error).Message);
            }
        }

        public void Dispose()
        {
            _cancel.Cancel();
            _body.Complete();
            _ = _response.ContinueWith(task => task.IsFaulted ? task.Exception?.Message : null, TaskScheduler.Default); // seen
            if (_response.Status == TaskStatus.RanToCompletion) _response.Result.Dispose();
            _own?.Dispose();
            _cancel.Dispose();
        }

        private async Task<int> FillAsync(byte[] buffer)
        {
            int filled = 0;
            while (filled < buffer.Length)
            {
                int count = await _incoming!.ReadAsync(buffer, filled, buffer.Length - filled, _cancel.Token);
                if (count == 0) break;
                filled += count;
            }
            return filled;
        }

        private static byte[]? End(HttpResponseMessage response)
        {
            var trailers = Header(response.TrailingHeaders, "grpc-status") != "" ? response.TrailingHeaders : response.Headers;
            if (!int.TryParse(Header(trailers, "grpc-status"), out int code)) throw StatusReader.Unreachable("the stream was cut");
            if (code == 0) return null;
            string message = Uri.UnescapeDataString(Header(trailers, "grpc-message"));
            throw StatusReader.Read(code, message, Base64(Header(trailers, "grpc-status-details-bin")));
        }

        private static string Header(HttpHeaders headers, string name) =>
            headers.TryGetValues(name, out var values) ? values.FirstOrDefault() ?? "" : "";

        private static byte[] Base64(string text)
        {
            try
            {
                return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')); // gRPC may leave out the padding
            }
            catch (FormatException)
            {
                return Array.Empty<byte>();
            }
        }

        private static bool IsNetwork(Exception error) =>
            error is HttpRequestException || error is IOException || error is OperationCanceledException
            || error is ObjectDisposedException || error is InvalidOperationException;
    }
}
