"""Profiles in servers of their own: killed at any moment they keep what they promised, and no sink names a person."""

import asyncio
import signal
import socket
import urllib.request
from pathlib import Path

import grpc
import pytest
from server_kit import Process, serving
from store_kit import CANARY, found_in, make_key
from wire_kit import Client, consent, smile

from der_server.privacy.audit import verify
from der_server.v1 import profile_pb2 as pb
from der_server.v1 import session_pb2, signals_pb2
from der_server.v1.profile_pb2_grpc import ProfileServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
USES = (session_pb2.USE_INFER, session_pb2.USE_ADAPT, session_pb2.USE_STORE)
ADULT = session_pb2.LegalContext(age_class=session_pb2.AGE_CLASS_ADULT)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {
        "profiles": f"sqlite:///{tmp_path}/profiles.db",
        "profile_key": make_key(tmp_path),
        "profile_timeout_s": "20",
        "audit": str(tmp_path / "audit.log"),
        "workers": "0",
        "busy_ms": "1000000",
    }


async def visit(server: Process) -> session_pb2.Ready:
    """A person comes, smiles, says so, and goes."""
    async with grpc.aio.insecure_channel(server.address) as channel:
        client = Client(channel)
        ready = await client.open(person_id=CANARY, context=ADULT, consent=consent(uses=USES))
        frames = [smile(1_000_000 + i * 16_667) for i in range(60)]
        await client.send(signals=signals_pb2.Signals(faces=frames))
        await client.receive("state", 60)
        told = session_pb2.Feedback(from_time_us=1_000_000, to_time_us=10_000_000, label="joy")
        request = pb.SubmitFeedbackRequest(person_id=CANARY, session_id=ready.session_id, feedback=told)
        assert (await ProfileServiceStub(channel).SubmitFeedback(request)).result.accepted
        await client.call.done_writing()  # type: ignore[attr-defined]
        with pytest.raises(EOFError):
            await client.receive("nothing")
        return ready


async def test_what_was_answered_outlives_a_kill(settings: dict[str, str], tmp_path: Path) -> None:
    asked = consent(1, 4, uses=USES)
    for cut in range(2):
        async with serving(**settings) as server, grpc.aio.insecure_channel(server.address) as channel:
            profiles = ProfileServiceStub(channel)
            if cut:
                got = await profiles.GetConsent(pb.GetConsentRequest(person_id=CANARY))
                assert got.consent == asked
            await profiles.SetConsent(pb.SetConsentRequest(person_id=CANARY, consent=asked))
            beside = [
                asyncio.ensure_future(profiles.SetConsent(pb.SetConsentRequest(person_id=f"{CANARY}-{i}")))  # type: ignore[arg-type,var-annotated]
                for i in range(20)
            ]
            await asyncio.wait(beside, return_when=asyncio.FIRST_COMPLETED)
            await server.kill()
            await asyncio.gather(*beside, return_exceptions=True)
    async with serving(**settings) as server, grpc.aio.insecure_channel(server.address) as channel:
        await ProfileServiceStub(channel).SetConsent(pb.SetConsentRequest(person_id=CANARY))
    assert verify(tmp_path / "audit.log").wrong_line == 0


async def test_a_profile_is_kept_when_the_server_is_told_to_stop_and_no_sink_names_anybody(
    settings: dict[str, str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        metrics = f"127.0.0.1:{free.getsockname()[1]}"
    async with serving(**settings, metrics_listen=metrics) as server:
        await visit(server)
        seen = await asyncio.to_thread(lambda: urllib.request.urlopen(f"http://{metrics}/metrics").read())
        server.process.send_signal(signal.SIGTERM)
        logs = await server.end()
        assert server.process.returncode == 0
    async with serving(**settings) as server, grpc.aio.insecure_channel(server.address) as channel:
        profile = await ProfileServiceStub(channel).GetProfile(pb.GetProfileRequest(person_id=CANARY))
        assert (profile.exists, profile.feedback_count) == (True, 1)
        await server.kill()
    assert b'method="SubmitFeedback"' in seen
    assert CANARY not in logs + seen.decode()
    assert found_in(tmp_path, CANARY.encode(), b"feedback_count", b"joy") == []
