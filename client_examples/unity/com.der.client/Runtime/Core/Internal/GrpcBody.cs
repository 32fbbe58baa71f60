#nullable enable
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Der.Internal
{
    /// <summary>A request's body that stays open for writing until it is completed.</summary>
    internal sealed class GrpcBody : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _opened = Source<Stream>();
        private readonly TaskCompletionSource<bool> _completed = Source<bool>();

        internal GrpcBody() => Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        /// <summary>The stream to write to, once the handler asks for the body.</summary>
        internal Task<Stream> Opened => _opened.Task;

        internal void Complete() => _completed.TrySetResult(true);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync(); // sends the headers before the first message
            _opened.TrySetResult(stream);
            await _completed.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }

        private static TaskCompletionSource<T> Source<T>() => new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
