"""What is kept of people is sealed, bound, limited in time, and gone when they say so; on SQLite and PostgreSQL."""

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from store_kit import ALICE, BOB, CANARY, KEEPS, Clock, found_in, grants, make_key, open_store

from der_server.faults import BadRequest, Erased, ProfileUnavailable, WrongKey
from der_server.labels import MODALITIES
from der_server.privacy.consent import USES, Grant
from der_server.privacy.kept import DAY_S, Keep, Mark, Who, grant_from, grant_values, less, merged
from der_server.privacy.store import Store
from der_server.privacy.store.database import connect, read_url, transaction
from der_server.privacy.store.rotate import rotate
from der_server.privacy.store.seal import Damaged, alias, new_key, seal, unseal
from der_server.privacy.store.tables import PEOPLE, RECORDS, VAULT

pytestmark = pytest.mark.unit


def everything(standing: tuple[Grant, ...] | None) -> bool:
    return True


async def rows(address: str, table: object) -> list[dict[str, object]]:
    engine = connect(read_url(address), 20)
    async with transaction(engine, writes=False) as connection:
        found = [dict(row._mapping) for row in await connection.execute(select(table))]  # type: ignore[call-overload]
    await engine.dispose()
    return found


async def change(address: str, statement: object) -> None:
    engine = connect(read_url(address), 20)
    async with transaction(engine, writes=True) as connection:
        await connection.execute(statement)  # type: ignore[call-overload]
    await engine.dispose()


async def test_what_a_visit_leaves_the_next_one_finds(store: Store, address: str, key: str) -> None:
    assert (await store.read(ALICE, everything)).kept == {}
    await store.save(ALICE, KEEPS, Mark())
    await store.set_consent(ALICE, grants())
    again = open_store(address, key, Clock())
    known = await again.read(ALICE, everything)
    assert (known.kept, known.standing) == (KEEPS, grants())
    assert (
        (await again.read(BOB, everything)).kept == (await again.read(Who("other", "alice"), everything)).kept == {}
    )
    await again.close()


async def test_a_person_without_a_calibrated_device_finds_the_rest_whole(store: Store) -> None:
    await store.save(ALICE, {"baselines": {}, "version": 1, "feedback_count": 5}, Mark())
    assert (await store.read(ALICE, everything)).kept == {"baselines": {}, "version": 1, "feedback_count": 5}


async def test_nothing_lies_in_the_clear(store: Store, address: str) -> None:
    await store.save(Who(CANARY, CANARY), KEEPS, Mark())
    await store.set_consent(Who(CANARY, CANARY), grants())
    for table in (VAULT, PEOPLE, RECORDS):
        kept = await rows(address, table)
        assert kept
        assert CANARY not in str(kept)
        assert "certainty" not in str(kept)
        assert "infer" not in str(kept)


async def test_a_record_opens_only_in_its_own_place(store: Store, address: str) -> None:
    await store.save(ALICE, KEEPS, Mark())
    await store.save(BOB, {"feedback_count": 9}, Mark())
    kept = {row["kind"]: row["body"] for row in await rows(address, RECORDS) if row["kind"] == "baseline"}
    await change(address, update(RECORDS).where(RECORDS.c.kind == "adaptation").values(body=kept["baseline"]))
    with pytest.raises(ProfileUnavailable, match="damaged"):
        await store.read(ALICE, everything)
    with pytest.raises(ProfileUnavailable, match="damaged"):
        await store.read(BOB, everything)
    assert await store.erase(ALICE) == 2  # what cannot be read can still be erased
    assert await store.export(ALICE) == []


@given(st.binary(max_size=64), st.binary(max_size=16), st.integers(0, 10_000))
def test_sealed_bytes_open_whole_or_not_at_all(plain: bytes, bound_to: bytes, where: int) -> None:
    key = new_key()
    sealed = seal(key, plain, bound_to)
    assert unseal(key, sealed, bound_to) == plain
    at = where % len(sealed)
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    for wrong in ((new_key(), sealed, bound_to), (key, changed, bound_to), (key, sealed, bound_to + b"x")):
        with pytest.raises(Damaged):
            unseal(*wrong)


@given(st.text(), st.text(), st.text(), st.text())
def test_no_two_people_share_a_hash(tenant: str, person: str, other_tenant: str, other: str) -> None:
    pepper = bytes(32)
    same = (tenant, person) == (other_tenant, other)
    assert (alias(pepper, Who(tenant, person)) == alias(pepper, Who(other_tenant, other))) is same
    assert alias(pepper, Who(tenant, person)) != alias(bytes(31) + b"x", Who(tenant, person))


async def test_a_wrong_key_opens_nothing_and_spoils_nothing(
    store: Store, address: str, key: str, tmp_path: Path
) -> None:
    await store.save(ALICE, KEEPS, Mark())
    stranger = open_store(address, make_key(tmp_path, "other.key"))
    for work in (
        stranger.read(ALICE, everything),
        stranger.save(BOB, KEEPS, Mark()),
        stranger.erase(ALICE),
        stranger.sweep(),
    ):
        with pytest.raises(WrongKey):
            await work
    await stranger.close()
    assert (await store.read(ALICE, everything)).kept == KEEPS
    assert await store.people() == 1


@pytest.mark.parametrize(
    ("key_setting", "says"),
    [
        ("env:DER_NO_SUCH_KEY", "is not set"),
        ("file:/no/such/key", "cannot be read"),
        ("hsm:7", "nor an installed key service"),
        ("env:DER_SHORT_KEY", "32 bytes"),
    ],
)
async def test_without_a_master_key_nothing_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key_setting: str, says: str
) -> None:
    monkeypatch.setenv("DER_SHORT_KEY", CANARY)
    store = open_store(f"sqlite:///{tmp_path}/p.db", key_setting)
    with pytest.raises(WrongKey, match=says) as caught:
        await store.read(ALICE, everything)
    assert CANARY not in str(caught.value)
    await store.close()


async def test_a_key_service_can_hold_the_master_key(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Service:
        """Wraps by turning bytes round: the store must not care how."""

        def __init__(self, reference: str) -> None:
            self.id = f"service-{reference}"

        async def wrap(self, key: bytes, bound_to: bytes) -> bytes:
            return bound_to + key[::-1]

        async def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
            assert wrapped.startswith(bound_to)
            return wrapped[len(bound_to) :][::-1]

    monkeypatch.setattr("der_server.privacy.store.keys._service", lambda name: {"vault": Service}[name])
    store = open_store(address, "vault:eu-1")
    await store.save(ALICE, KEEPS, Mark())
    assert (await store.read(ALICE, everything)).kept == KEEPS
    await store.close()


async def test_a_new_master_key_wraps_everybody_and_shuts_out_the_old_one(
    store: Store, address: str, key: str, tmp_path: Path
) -> None:
    await store.save(ALICE, KEEPS, Mark())
    await store.save(BOB, {"feedback_count": 1}, Mark())
    before = {row["person"]: row["data_key"] for row in await rows(address, PEOPLE)}
    bodies = await rows(address, RECORDS)
    fresh = make_key(tmp_path, "new.key")
    assert await rotate(address, key, fresh) == 2
    after = {row["person"]: row["data_key"] for row in await rows(address, PEOPLE)}
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
    assert await rows(address, RECORDS) == bodies  # data keys stay: nothing has to be sealed anew
    with pytest.raises(WrongKey, match="rotated"):
        await store.save(ALICE, KEEPS, Mark())
    with pytest.raises(WrongKey):
        await rotate(address, key, fresh)
    renewed = open_store(address, fresh, Clock())
    assert (await renewed.read(ALICE, everything)).kept == KEEPS
    await renewed.close()


async def test_every_kind_is_gone_when_its_time_is_over(address: str, key: str, clock: Clock) -> None:
    keep = Keep(consent_s=4 * DAY_S, baseline_s=2 * DAY_S, adaptation_s=3 * DAY_S, history_s=DAY_S)
    store = open_store(address, key, clock, keep)
    await store.save(ALICE, KEEPS, Mark())
    await store.set_consent(ALICE, grants())
    await store.add_history(ALICE, [(clock.now_s, "joy", 0.9, 0.5, 0.1)], Mark())
    left = []
    for _ in range(4):
        clock.now_s += DAY_S
        unread = {record.kind for record in await store.export(ALICE)}
        assert await store.sweep() == 1  # what has expired is not even shown before it is swept
        left.append({record.kind for record in await store.export(ALICE)})
        assert unread == left[-1]
    assert left == [{"consent", "baseline", "adaptation"}, {"consent", "adaptation"}, {"consent"}, set()]
    assert await store.people() == 0  # and so is the key
    await store.close()


async def test_a_law_can_shorten_what_is_kept_but_not_lengthen_it(store: Store, clock: Clock) -> None:
    await store.save(ALICE, KEEPS, Mark(), keep_s=60)
    await store.save(BOB, KEEPS, Mark(), keep_s=1e12)
    clock.now_s += 61
    assert (await store.read(ALICE, everything)).kept == {}
    assert (await store.read(BOB, everything)).kept == KEEPS
    clock.now_s += 180 * DAY_S
    assert (await store.read(BOB, everything)).kept == {}


async def test_what_a_person_left_is_not_even_read_without_their_consent(store: Store) -> None:
    await store.save(ALICE, KEEPS, Mark())
    await store.set_consent(ALICE, grants("face"))
    asked = []
    known = await store.read(ALICE, lambda standing: bool(asked.append(standing)))
    assert (asked, known.kept, known.standing) == ([grants("face")], {}, grants("face"))


async def test_consent_has_versions_and_a_withdrawal_is_not_a_new_grant(store: Store) -> None:
    first = await store.set_consent(ALICE, grants("face", "voice"))
    assert (first.consent_version, first.granted_version) == (1, 1)
    narrowed = await store.narrow(ALICE, frozenset({("voice", use) for use in USES}))
    assert narrowed is not None
    assert (narrowed.consent_version, narrowed.granted_version) == (2, 1)
    assert (await store.read(ALICE, everything)).standing == grants("face")
    assert await store.narrow(ALICE, frozenset({("voice", "infer")})) == narrowed  # said twice, it changes nothing
    assert await store.narrow(BOB, frozenset({("voice", "infer")})) is None
    assert await store.marks([ALICE, BOB]) == {ALICE: narrowed, BOB: Mark()}


async def test_many_people_are_asked_about_at_once(store: Store) -> None:
    await store.set_consent(ALICE, grants())
    people = [Who("acme", f"p{i}") for i in range(1200)]
    marks = await store.marks([*people, ALICE])
    assert len(marks) == 1201
    assert [who for who, mark in marks.items() if mark != Mark()] == [ALICE]


async def test_who_was_erased_is_not_kept_again_by_a_session_that_still_lives(store: Store, clock: Clock) -> None:
    mark = (await store.read(ALICE, everything)).mark
    await store.save(ALICE, KEEPS, mark)
    assert await store.erase(ALICE) == 2
    for work in (store.save(ALICE, KEEPS, mark), store.add_history(ALICE, [(0.0, "", 0.0, 0.0, 0.0)], mark)):
        with pytest.raises(Erased):
            await work
    fresh = await store.read(ALICE, everything)
    assert (fresh.kept, fresh.mark.erasure != mark.erasure) == ({}, True)
    await store.save(ALICE, KEEPS, fresh.mark)  # a session that began after it may
    clock.now_s += 3601
    await store.sweep()
    assert (await store.read(ALICE, everything)).mark.erasure == ""
    await store.save(ALICE, KEEPS, fresh.mark)


async def test_two_visits_at_once_lose_none_of_their_devices(store: Store) -> None:
    one = {"baselines": {"quest": {"certainty": 0.4, "updated_s": 1}}}
    two = {"baselines": {"pico": {"certainty": 0.8, "updated_s": 2}}}
    await asyncio.gather(store.save(ALICE, one, Mark()), store.save(ALICE, two, Mark()))
    assert (await store.read(ALICE, everything)).kept["baselines"].keys() == {"quest", "pico"}


baselines = st.dictionaries(
    st.sampled_from("abc"), st.fixed_dictionaries({"updated_s": st.integers(0, 3), "x": st.integers(0, 1)})
)


@given(baselines, baselines)
def test_of_two_baselines_the_later_has_the_word(
    stored: dict[str, dict[str, int]], mine: dict[str, dict[str, int]]
) -> None:
    out = merged(stored, mine)
    assert out.keys() == stored.keys() | mine.keys()
    for device, baseline in out.items():
        both = [x[device] for x in (stored, mine) if device in x]
        assert baseline["updated_s"] == max(x["updated_s"] for x in both)


@given(
    st.builds(
        Grant, st.sampled_from(MODALITIES), st.frozensets(st.sampled_from(USES)), st.none() | st.floats(0, 1e10)
    )
)
def test_a_grant_is_the_same_after_it_was_kept(grant: Grant) -> None:
    assert grant_from({**grant_values(grant), "of_a_later_release": 1}) == grant


@given(st.frozensets(st.tuples(st.sampled_from(MODALITIES), st.sampled_from(USES))))
def test_less_consent_is_exactly_what_was_not_withdrawn(withdrawn: frozenset[tuple[str, str]]) -> None:
    whole = tuple(Grant(m, frozenset(USES)) for m in MODALITIES)
    left = {(g.modality, use) for g in less(whole, withdrawn) for use in g.uses}
    assert left == {(m, use) for m in MODALITIES for use in USES} - withdrawn


# -- erasure ---------------------------------------------------------------------------------------------


async def test_after_an_erasure_no_file_holds_a_trace(tmp_path: Path, key: str) -> None:
    address = f"sqlite:///{tmp_path}/profiles.db"
    store = open_store(address, key)
    await store.save(BOB, {"feedback_count": 1}, Mark())
    for count in range(50):  # pages are written over and over, and the log grows
        await store.save(ALICE, {**KEEPS, "feedback_count": count, "long": CANARY * 200}, Mark())
    people = {str(row["person"]): bytes(row["data_key"]) for row in await rows(address, PEOPLE)}  # type: ignore[call-overload]
    bodies = {str(row["person"]): bytes(row["body"]) for row in await rows(address, RECORDS)}  # type: ignore[call-overload]
    vault = store._vault
    async with vault.reading() as tx:
        alice, bob = tx.alias(ALICE), tx.alias(BOB)
    traces = [CANARY.encode(), people[alice][:16], bodies[alice][:16], bodies[alice][-16:]]
    assert found_in(tmp_path, people[alice][:16])  # the search finds what is there
    await store.erase(ALICE)
    assert found_in(tmp_path, *traces) == []  # while the server still runs
    assert found_in(tmp_path, people[bob][:16])
    await store.close()
    assert found_in(tmp_path, *traces) == []


async def test_a_trace_that_a_reader_holds_on_to_goes_with_the_next_sweep(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("der_server.privacy.store.database.BUSY_MS", 50)
    address = f"sqlite:///{tmp_path}/profiles.db"
    store, reader = open_store(address, key), open_store(address, key)
    await store.save(ALICE, KEEPS, Mark())
    wrapped = [bytes(row["data_key"])[:16] for row in await rows(address, PEOPLE)]  # type: ignore[call-overload]
    async with reader._vault.reading() as tx:
        await tx.connection.execute(select(PEOPLE))
        await store.erase(ALICE)
        assert found_in(tmp_path, *wrapped)
    await store.sweep()
    assert found_in(tmp_path, *wrapped) == []
    await store.close()
    await reader.close()


# -- what can be wrong with a database -----------------------------------------------------------------------


async def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, key: str) -> None:
    path = tmp_path / "profiles.db"
    path.write_bytes(b"this is no database" * 500)
    store = open_store(f"sqlite:///{path}", key)
    with pytest.raises(ProfileUnavailable) as caught:
        await store.read(ALICE, everything)
    assert caught.value.cause == "SQLITE_NOTADB"
    await store.close()
    assert path.read_bytes() == b"this is no database" * 500


async def test_damaged_pages_cost_nothing_but_the_call(tmp_path: Path, key: str) -> None:
    path = tmp_path / "profiles.db"
    store = open_store(f"sqlite:///{path}", key)
    for i in range(200):
        await store.save(Who("acme", f"p{i}"), {"long": "x" * 500}, Mark())
    await store.close()
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(data)
    store = open_store(f"sqlite:///{path}", key)
    failed = 0
    for i in range(0, 200, 20):
        try:
            await store.read(Who("acme", f"p{i}"), everything)
        except (ProfileUnavailable, WrongKey):
            failed += 1
    assert failed
    await store.close()


async def test_a_full_database_takes_all_of_a_change_or_nothing(tmp_path: Path, key: str) -> None:
    store = open_store(f"sqlite:///{tmp_path}/profiles.db", key)
    await store.save(ALICE, KEEPS, Mark())
    async with store._vault.reading() as tx:
        pages = (await tx.connection.execute(text("PRAGMA page_count"))).scalar_one()
    await store.close()
    address = f"sqlite:///{tmp_path}/profiles.db"
    store = open_store(address, key)
    await store.open()
    async with store._vault.reading() as tx:  # the pool hands this very connection out again
        await tx.connection.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(ProfileUnavailable) as caught:
        await store.save(ALICE, {"baselines": {"new": {"updated_s": 99}}, "long": "x" * 100_000}, Mark())
    assert caught.value.cause == "SQLITE_FULL"
    assert (await store.read(ALICE, everything)).kept == KEEPS
    await store.close()


async def test_a_database_that_cannot_be_written_says_so(tmp_path: Path, key: str) -> None:
    address = f"sqlite:///{tmp_path}/profiles.db"
    store = open_store(address, key)
    await store.save(ALICE, KEEPS, Mark())
    async with store._vault.reading() as tx:
        await tx.connection.execute(text("PRAGMA query_only=ON"))
    with pytest.raises(ProfileUnavailable) as caught:
        await store.set_consent(ALICE, grants())
    assert caught.value.cause == "SQLITE_READONLY"
    known = await store.read(ALICE, everything)
    assert (known.kept, known.standing) == (KEEPS, None)
    await store.close()


async def test_a_database_that_is_away_is_tried_again(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "away"
    store = open_store(f"sqlite:///{folder}/profiles.db", key)
    with pytest.raises(ProfileUnavailable):
        await store.read(ALICE, everything)
    folder.mkdir()
    with pytest.raises(ProfileUnavailable):  # for a moment nobody waits for it again
        await store.read(ALICE, everything)
    monkeypatch.setattr("der_server.privacy.store.vault.time.monotonic", lambda: 1e12)
    await store.save(ALICE, KEEPS, Mark())
    assert (await store.read(ALICE, everything)).kept == KEEPS
    await store.close()


async def test_a_database_that_hangs_is_left_after_its_time(tmp_path: Path, key: str) -> None:
    address = f"sqlite:///{tmp_path}/profiles.db"
    first = open_store(address, key)
    await first.open()
    store = Store(type(first._vault)(address, key, timeout_s=0.2), Keep())
    await store.read(ALICE, everything)
    async with first._vault.writing():  # holds SQLite's one write lock
        with pytest.raises(ProfileUnavailable) as caught:
            await store.save(ALICE, KEEPS, Mark())
        assert caught.value.cause in ("timeout", "SQLITE_BUSY")
    await store.save(ALICE, KEEPS, Mark())
    assert (await first.read(ALICE, everything)).kept == KEEPS
    await store.close()
    await first.close()


@pytest.mark.parametrize("address", ["mysql://root:secret@h/d", "secret", "sqlite:///", "sqlite://"])
def test_an_address_that_is_none_is_refused_without_its_password(address: str, key: str) -> None:
    with pytest.raises(BadRequest) as caught:
        open_store(address, key)
    assert "secret" not in str(caught.value)
