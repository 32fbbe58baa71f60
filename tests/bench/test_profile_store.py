"""How long profiles take, by `make bench`: a withdrawal's way to a live session, reading, saving, an export."""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import grpc
import pytest
from server_kit import serving
from store_kit import ALICE, KEEPS, grants, make_key, open_store, postgres
from wire_kit import Client, consent, noticed, send_faces, smile

from der_server.privacy.audit import Audit, Deed
from der_server.privacy.kept import Mark
from der_server.v1 import profile_pb2 as pb
from der_server.v1.profile_pb2_grpc import ProfileServiceStub
from der_server.wire.encode_profile import encode_export

pytestmark = [pytest.mark.bench, pytest.mark.model]
ROUNDS = 20
WITHIN_S = 0.5
"""What is promised of a withdrawal on another process."""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/profiles.db"
        return
    folder = Path(tempfile.mkdtemp(prefix="der-pg-"))
    with postgres(folder) as found:
        yield found
    shutil.rmtree(folder, ignore_errors=True)


def told(what: str, times_s: list[float]) -> None:
    median, longest = statistics.median(times_s) * 1e3, max(times_s) * 1e3
    print(f"{what}: median {median:.1f} ms, longest {longest:.1f} ms, n {len(times_s)}")


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    begun_s = time.perf_counter()
    await work()
    return time.perf_counter() - begun_s


@pytest.mark.parametrize("same", [True, False], ids=["same-process", "other-process"])
async def test_a_withdrawal_reaches_a_live_session(address: str, tmp_path: Path, same: bool) -> None:
    settings = {"profiles": address, "profile_key": make_key(tmp_path), "profile_timeout_s": "10", "workers": "0"}
    settings |= {"busy_ms": "1000000", "idle_timeout_s": "120"}
    times_s = []
    async with (
        serving(**settings) as one,
        serving(**settings) as other,
        grpc.aio.insecure_channel(one.address) as asking,
        grpc.aio.insecure_channel(other.address) as living,
    ):
        profiles, here = ProfileServiceStub(asking), asking if same else living
        for i in range(ROUNDS):
            client, person, now_us = Client(here), f"p{i}", 1_000_000
            await client.open(person_id=person, consent=consent(1, 4))
            await send_faces(client, [smile(now_us)])
            await client.settle()
            begun_s = time.perf_counter()
            await profiles.SetConsent(pb.SetConsentRequest(person_id=person, consent=consent(4)))
            while not noticed(client, "NO_CONSENT"):
                now_us += 5_000
                await send_faces(client, [smile(now_us)])
                await client.settle()
                await asyncio.sleep(0.005)
            times_s.append(time.perf_counter() - begun_s)
            client.call.cancel()
    told(f"withdrawal, {'same' if same else 'other'} process, {address[:6]}", times_s)
    assert statistics.median(times_s) < WITHIN_S


async def test_a_visit_reads_and_saves(address: str, tmp_path: Path) -> None:
    store = open_store(address, make_key(tmp_path))
    await store.set_consent(ALICE, grants())
    await store.save(ALICE, KEEPS, Mark())
    told(
        f"read, {address[:6]}",
        [await timed(lambda: store.read(ALICE, lambda standing: True)) for _ in range(ROUNDS * 5)],
    )
    told(f"save, {address[:6]}", [await timed(lambda: store.save(ALICE, KEEPS, Mark())) for _ in range(ROUNDS * 5)])
    for minute in range(24 * 60):
        points = [(minute * 60.0 + i * 10 + 1, "joy", 0.9, 0.5, 0.1) for i in range(6)]
        await store.add_history(ALICE, points, Mark())

    async def export() -> None:
        answer = encode_export(await store.export(ALICE))
        assert len(answer.history) == 8640
        print(f"export of a day: {len(answer.SerializeToString()) / 1e6:.2f} MB")

    told(f"export of a day of history, {address[:6]}", [await timed(export) for _ in range(3)])
    told(f"erasure of it, {address[:6]}", [await timed(lambda: store.erase(ALICE))])
    await store.close()


def test_a_line_of_the_audit_log(tmp_path: Path) -> None:
    log, times_s = Audit(tmp_path / "audit.log"), []
    for _ in range(200):
        begun_s = time.perf_counter()
        log.append(Deed("set_consent", "call", ALICE))
        times_s.append(time.perf_counter() - begun_s)
    log.close()
    told("audit line", times_s)
