#nullable enable
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Der.V1;
using Google.Protobuf;

namespace Der
{
    /// <summary>One server, seen from a client. Nothing is sent before the first call.</summary>
    public sealed class DerConnection : IDisposable
    {
        private const string Service = "der_server.v1.DerService/", Profiles = "der_server.v1.ProfileService/", Rooms = "der_server.v1.RoomService/";
        private readonly ITransport _transport;

        /// <summary>The transport is disposed of with the connection.</summary>
        public DerConnection(ITransport transport) => _transport = transport;

        /// <summary>A visit. Listen to its events first, then <see cref="DerSession.Begin"/> it.</summary>
        public DerSession Session(SessionStart start, SessionOptions? options = null) =>
            new DerSession(_transport, start, options ?? new SessionOptions());

        /// <summary>What the server reads, advises and runs. Throws DerException, as all calls here.</summary>
        public Task<DescribeResponse> DescribeAsync(CancellationToken cancel = default) =>
            AskAsync(Service + "Describe", new DescribeRequest(), DescribeResponse.Parser, cancel);

        /// <summary>States and a summary of up to 60 s of signals.</summary>
        public Task<AnalyzeResponse> AnalyzeAsync(AnalyzeRequest request, CancellationToken cancel = default) =>
            AskAsync(Service + "Analyze", request, AnalyzeResponse.Parser, cancel);

        /// <summary>Live sessions this caller may watch.</summary>
        public Task<ListSessionsResponse> ListSessionsAsync(CancellationToken cancel = default) =>
            AskAsync(Service + "ListSessions", new ListSessionsRequest(), ListSessionsResponse.Parser, cancel);

        /// <summary>Somebody's states as they come, without cues and advice, until their session is over.</summary>
        public IAsyncEnumerable<WatchResponse> Watch(WatchRequest request, CancellationToken cancel = default) =>
            FollowAsync(Service + "Watch", request, WatchResponse.Parser, cancel);

        /// <summary>What a person consented to.</summary>
        public Task<GetConsentResponse> GetConsentAsync(GetConsentRequest request, CancellationToken cancel = default) =>
            AskAsync(Profiles + "GetConsent", request, GetConsentResponse.Parser, cancel);

        /// <summary>Replaces what a person consented to.</summary>
        public Task<SetConsentResponse> SetConsentAsync(SetConsentRequest request, CancellationToken cancel = default) =>
            AskAsync(Profiles + "SetConsent", request, SetConsentResponse.Parser, cancel);

        /// <summary>Feedback about a past visit.</summary>
        public Task<SubmitFeedbackResponse> SubmitFeedbackAsync(SubmitFeedbackRequest request, CancellationToken cancel = default) =>
            AskAsync(Profiles + "SubmitFeedback", request, SubmitFeedbackResponse.Parser, cancel);

        /// <summary>What is kept of a person, in short.</summary>
        public Task<GetProfileResponse> GetProfileAsync(GetProfileRequest request, CancellationToken cancel = default) =>
            AskAsync(Profiles + "GetProfile", request, GetProfileResponse.Parser, cancel);

        /// <summary>Everything that is kept of a person.</summary>
        public Task<ExportProfileResponse> ExportProfileAsync(ExportProfileRequest request, CancellationToken cancel = default) =>
            AskAsync(Profiles + "ExportProfile", request, ExportProfileResponse.Parser, cancel);

        /// <summary>Erases everything that is kept of a person.</summary>
        public Task<DeleteProfileResponse> DeleteProfileAsync(DeleteProfileRequest request, CancellationToken cancel = default) =>
            AskAsync(Profiles + "DeleteProfile", request, DeleteProfileResponse.Parser, cancel);

        /// <summary>Live rooms that may be watched now.</summary>
        public Task<ListRoomsResponse> ListRoomsAsync(CancellationToken cancel = default) =>
            AskAsync(Rooms + "ListRooms", new ListRoomsRequest(), ListRoomsResponse.Parser, cancel);

        /// <summary>A room's state now.</summary>
        public Task<GetRoomResponse> GetRoomAsync(GetRoomRequest request, CancellationToken cancel = default) =>
            AskAsync(Rooms + "GetRoom", request, GetRoomResponse.Parser, cancel);

        /// <summary>A room's states as they change.</summary>
        public IAsyncEnumerable<WatchRoomResponse> WatchRoom(WatchRoomRequest request, CancellationToken cancel = default) =>
            FollowAsync(Rooms + "WatchRoom", request, WatchRoomResponse.Parser, cancel);

        /// <inheritdoc/>
        public void Dispose() => _transport.Dispose();

        private async Task<T> AskAsync<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken cancel)
            where T : IMessage<T>
        {
            await foreach (var answer in FollowAsync(method, request, parser, cancel).ConfigureAwait(false)) return answer;
            throw new DerException("CLOSED", "The server closed the call without an answer.");
        }

        private async IAsyncEnumerable<T> FollowAsync<T>(string method, IMessage request, MessageParser<T> parser, [EnumeratorCancellation] CancellationToken cancel)
            where T : IMessage<T>
        {
            using var call = _transport.Open(method, cancel);
            await call.SendAsync(request).ConfigureAwait(false);
            await call.CompleteAsync().ConfigureAwait(false);
            while (await call.ReceiveAsync().ConfigureAwait(false) is byte[] bytes) yield return parser.ParseFrom(bytes);
        }
    }
}
