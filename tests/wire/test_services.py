"""Describe, Analyze, health, reflection, what is not built, and the door."""

import datetime
import time
from pathlib import Path

import grpc
import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from wire_kit import Client, Start, fails, reason_of, smile, start_part

from der_server.labels import DOMAINS, EMOTIONS, SOCIAL
from der_server.v1 import service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model]
SECRET = "a secret of thirty-two bytes or more, for tests"


def bearer(subject: str, role: str = "person", **claims: object) -> str:
    fields = {"sub": subject, "role": role, "aud": "der-server", "exp": time.time() + 60, **claims}
    return "Bearer " + jwt.encode(fields, SECRET, "HS256")


@pytest.fixture
def token_key(tmp_path: Path) -> Path:
    path = tmp_path / "token.key"
    path.write_text(SECRET)
    return path


def certificate(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for localhost."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    cert = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_path, key_path = folder / "cert.pem", folder / "key.pem"
    cert_path.write_bytes(cert.public_bytes(serialization.Encoding.PEM))
    key_path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert_path, key_path


async def test_describe_says_what_this_server_is(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        answer = await DerServiceStub(channel).Describe(service_pb2.DescribeRequest())
    assert tuple(answer.labels) == EMOTIONS
    assert tuple(answer.social_labels) == SOCIAL
    assert tuple(answer.domains) == DOMAINS
    assert {s.name for s in answer.face_standards} >= {"arkit", "fb", "mediapipe"}
    assert {b.modality for b in answer.bundles} == {1, 2, 3, 4, 5}
    assert all(b.terms for b in answer.bundles)
    assert "profile_service" in answer.capabilities
    assert not answer.not_built


async def test_analyze_reads_a_recording_as_a_session_would(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        start = start_part(notice_version_shown=server.house.terms.notice_version)
        frames = [smile(1_000_000 + i * 16_667) for i in range(180)]
        pieces = [signals_pb2.Signals(faces=frames[i : i + 3]) for i in range(0, 180, 3)]
        request = service_pb2.AnalyzeRequest(start=start, signals=pieces)
        answer = await DerServiceStub(channel).Analyze(request)
    assert 28 <= len(answer.states) <= 31
    assert answer.labels[answer.shares[0].label_index] == "joy"
    assert sum(answer.mean_probabilities) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("changes", "code", "reason"),
    [
        ({"signals": []}, grpc.StatusCode.INVALID_ARGUMENT, "BAD_REQUEST"),
        ({"start": start_part()}, grpc.StatusCode.FAILED_PRECONDITION, "OUT_OF_ORDER"),
        (
            {"signals": [signals_pb2.Signals(faces=[smile(t)]) for t in (1_000_000, 62_000_000)]},
            grpc.StatusCode.RESOURCE_EXHAUSTED,
            "LIMIT_EXCEEDED",
        ),
    ],
)
async def test_analyze_refuses_what_it_cannot_read(
    running: Start, changes: dict[str, object], code: grpc.StatusCode, reason: str
) -> None:
    async with running() as server, server.channel() as channel:
        start = start_part(notice_version_shown=server.house.terms.notice_version)
        whole = {"start": start, "signals": [signals_pb2.Signals(faces=[smile(1_000_000)])], **changes}
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await DerServiceStub(channel).Analyze(service_pb2.AnalyzeRequest(**whole))  # type: ignore[arg-type]
    assert (caught.value.code(), reason_of(caught.value)) == (code, reason)


async def test_health_says_serving(running: Start) -> None:
    async with running() as server, server.channel() as channel:
        stub = health_pb2_grpc.HealthStub(channel)
        for name in ("", "der_server.v1.DerService"):
            answer = await stub.Check(health_pb2.HealthCheckRequest(service=name))
            assert answer.status == health_pb2.HealthCheckResponse.SERVING


async def test_reflection_lists_the_services_on_loopback_only_if_wanted(running: Start) -> None:
    async def names(wanted: bool | None) -> set[str]:
        async with running(reflection=wanted) as server, server.channel() as channel:
            stub = reflection_pb2_grpc.ServerReflectionStub(channel)
            call = stub.ServerReflectionInfo(iter([reflection_pb2.ServerReflectionRequest(list_services="")]))
            return {s.name async for answer in call for s in answer.list_services_response.service}

    assert "der_server.v1.DerService" in await names(None)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await names(False)
    assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED


async def test_a_person_with_a_token_opens_their_own_session_only(running: Start, token_key: Path) -> None:
    async with running(token_key=token_key, require_token=True) as server, server.channel() as channel:
        own = Client(channel, authorization=bearer("alice"))
        await own.open(person_id="alice")
        foreign = Client(channel, authorization=bearer("alice"))
        await foreign.send(start=start_part(person_id="bob"))
        assert await fails(foreign) == (grpc.StatusCode.PERMISSION_DENIED, "NOT_ALLOWED")
        await Client(channel, authorization=bearer("ops", "operator")).open(person_id="bob")


@pytest.mark.parametrize("authorization", ["", "Bearer x", "late"])
async def test_without_a_good_token_nothing_is_said(running: Start, token_key: Path, authorization: str) -> None:
    if authorization == "late":
        authorization = bearer("alice", exp=time.time() - 5)
    metadata = {"authorization": authorization} if authorization else {}
    async with running(token_key=token_key, require_token=True) as server, server.channel() as channel:
        client = Client(channel, **metadata)
        assert await fails(client) == (grpc.StatusCode.UNAUTHENTICATED, "NOT_AUTHENTICATED")
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await DerServiceStub(channel).Describe(service_pb2.DescribeRequest(), metadata=tuple(metadata.items()))
        assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED


async def test_tls_asks_for_a_token_on_loopback_too(running: Start, tmp_path: Path, token_key: Path) -> None:
    cert, key = certificate(tmp_path)
    async with running(tls_cert=cert, tls_key=key, token_key=token_key) as server:
        credentials = grpc.ssl_channel_credentials(cert.read_bytes())
        address = server.address.replace("127.0.0.1", "localhost")
        async with grpc.aio.secure_channel(address, credentials) as channel:
            stub = DerServiceStub(channel)
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await stub.Describe(service_pb2.DescribeRequest())
            assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED
            metadata = (("authorization", bearer("alice")),)
            assert (await stub.Describe(service_pb2.DescribeRequest(), metadata=metadata)).version
            client = Client(channel, authorization=bearer("alice"))
            ready = await client.open()
            assert isinstance(ready, session_pb2.Ready)
