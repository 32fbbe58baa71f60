"""gRPC-Web: the same calls over plain HTTP, with their statuses in the trailers."""

import asyncio
from pathlib import Path

import httpx
import pytest
from test_services import bearer, token_key  # noqa: F401 - a fixture
from web_kit import SERVICE, Answer, framed, post, until, web_headers
from wire_kit import Client, Start, consent, perform, smile, start_part

from der_server.privacy.door import LOCAL
from der_server.v1 import profile_pb2, service_pb2, session_pb2, signals_pb2
from der_server.wire.grpc_web import frame, trailers, unframe

pytestmark = [pytest.mark.wire, pytest.mark.model]
WEB = "127.0.0.1:0"
DESCRIBE = service_pb2.DescribeRequest()


async def test_describe_and_analyze_answer_as_they_do_over_grpc(running: Start) -> None:
    async with running(web_listen=WEB) as server:
        described = await post(server.web, "Describe", DESCRIBE)
        assert described.code == 0
        assert described.response.headers["content-type"] == "application/grpc-web+proto"
        assert "joy" in service_pb2.DescribeResponse.FromString(described.messages[0]).labels
        frames = [smile(1_000_000 + i * 16_667) for i in range(120)]
        request = service_pb2.AnalyzeRequest(
            start=start_part(notice_version_shown=server.house.terms.notice_version),
            signals=[signals_pb2.Signals(faces=frames[i : i + 3]) for i in range(0, 120, 3)],
        )
        analysed = await post(server.web, "Analyze", request)
        answer = service_pb2.AnalyzeResponse.FromString(analysed.messages[0])
        assert answer.labels[answer.shares[0].label_index] == "joy"


async def test_watching_streams_states_as_they_come(running: Start) -> None:
    async with running(web_listen=WEB) as server, server.channel() as channel:
        client = Client(channel)
        ready = await client.open(consent=consent(uses=(session_pb2.USE_INFER, session_pb2.USE_WATCH)))
        request = service_pb2.WatchRequest(session_id=ready.session_id)
        async with httpx.AsyncClient(timeout=20) as http, asyncio.TaskGroup() as tasks:
            tasks.create_task(perform(client, smile, 2))
            url = f"{server.web}{SERVICE}Watch"
            async with http.stream("POST", url, content=framed(request), headers=web_headers()) as response:
                pieces = response.aiter_bytes()
                first = await anext(pieces)
                assert len(server.house.hall) == 1  # the session still runs: this is no answer at the end
                state = service_pb2.WatchResponse.FromString(first[5 : 5 + int.from_bytes(first[1:5], "big")]).state
                assert state.probabilities
                assert not state.avatars
        guest = server.house.hall.guest(ready.session_id, LOCAL)
        await until(lambda: not guest.watchers)  # a page that was closed is forgotten


@pytest.mark.parametrize(
    ("method", "body", "code", "reason"),
    [
        ("Watch", service_pb2.WatchRequest(session_id="nobody"), 5, "NOT_FOUND"),
        ("Describe", b"garbage", 3, "NOT_PROTOBUF"),
        ("Describe", b"\0\0\0\0\x02\xff\xff", 3, "NOT_PROTOBUF"),
        ("Describe", b"\x01\0\0\0\0", 3, "NOT_PROTOBUF"),
        ("Describe", b"\0\xff\xff\xff\xff", 3, "NOT_PROTOBUF"),
        ("Describe", b"", 3, "NOT_PROTOBUF"),
        ("Analyze", service_pb2.AnalyzeRequest(), 3, "BAD_REQUEST"),
        ("Analyze", bytes(17 * 1024 * 1024), 8, "LIMIT_EXCEEDED"),
        ("Session", service_pb2.SessionRequest(), 12, "NOT_BUILT_YET"),
        ("Nothing", DESCRIBE, 12, "NOT_BUILT_YET"),
        ("/der_server.v1.ProfileService/GetConsent", profile_pb2.GetConsentRequest(), 5, "NOT_FOUND"),
    ],
)
async def test_what_goes_wrong_has_a_status_and_a_reason(
    running: Start, method: str, body: object, code: int, reason: str
) -> None:
    async with running(web_listen=WEB) as server:
        answer = await post(server.web, method, body)  # type: ignore[arg-type]
        assert (answer.response.status_code, answer.code, answer.reason) == (200, code, reason)
        assert answer.trailers["grpc-message"]
        assert (await post(server.web, "Describe", DESCRIBE)).code == 0


async def test_a_token_is_asked_for_as_on_the_other_door(running: Start, token_key: Path) -> None:  # noqa: F811
    async with running(web_listen=WEB, token_key=token_key, require_token=True) as server:
        refused = await post(server.web, "Describe", DESCRIBE)
        assert (refused.code, refused.reason) == (16, "NOT_AUTHENTICATED")
        assert (await post(server.web, "Describe", DESCRIBE, authorization=bearer("alice"))).code == 0


async def test_pages_of_other_origins_read_nothing(running: Start) -> None:
    async with running(web_listen=WEB, web_origins=("https://app.example",)) as server:
        foreign = await post(server.web, "Describe", b"", origin="https://evil.example")
        assert foreign.response.status_code == 403
        assert "access-control-allow-origin" not in foreign.response.headers
        listed = await post(server.web, "Describe", DESCRIBE, origin="https://app.example")
        assert listed.code == 0
        assert listed.response.headers["access-control-allow-origin"] == "https://app.example"
        async with httpx.AsyncClient() as http:
            for origin, status in (("https://app.example", 204), ("https://evil.example", 403)):
                headers = {"origin": origin, "access-control-request-method": "POST"}
                asked = await http.options(f"{server.web}{SERVICE}Describe", headers=headers)
                assert asked.status_code == status
                assert ("access-control-allow-origin" in asked.headers) == (status == 204)


async def test_other_requests_are_told_where_to_go(running: Start) -> None:
    async with running(web_listen=WEB) as server, httpx.AsyncClient(base_url=server.web) as http:
        assert (await http.get("/healthz")).text == "SERVING"
        assert (await http.get("/nowhere")).status_code == 404
        assert (await http.put("/healthz")).status_code == 405
        wrong = await http.post(f"{SERVICE}Describe", content=b"{}", headers={"content-type": "application/json"})
        assert wrong.status_code == 415


async def test_a_request_that_never_ends_is_given_up(running: Start) -> None:
    async def slowly():  # type: ignore[no-untyped-def]
        yield b"\0"
        await asyncio.sleep(1)
        yield b"\0"

    async with running(web_listen=WEB, idle_timeout_s=0.3) as server, httpx.AsyncClient() as http:
        response = await http.post(f"{server.web}{SERVICE}Describe", content=slowly(), headers=web_headers())
        assert Answer(response).reason == "IDLE"


def test_frames_hold_what_was_put_in() -> None:
    assert unframe(frame(0, b"abc")) == b"abc"


def test_a_message_in_any_language_survives_the_trailers() -> None:
    from urllib.parse import unquote

    from google.rpc.status_pb2 import Status

    line = trailers(Status(code=3, message="100% 不行\r\nx: y")).decode().split("\r\n")[1]
    assert unquote(line.removeprefix("grpc-message: ")) == "100% 不行\r\nx: y"
