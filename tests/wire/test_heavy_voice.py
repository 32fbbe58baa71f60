"""A recorded voice through a real server that runs the heavy voice expert."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from wire_kit import Start, start_part

from der_server.models.lineup import Lineup, load_lineup
from der_server.v1 import service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model, pytest.mark.data]
CHUNK = 800


@pytest.fixture(scope="module")
def lineup() -> Lineup:
    return load_lineup(voice="heavy")


async def weightiest(running: Start, data_dir: Path, choice: int) -> list[str]:
    """The bundle that says most, state by state, while somebody is heard to say two sentences."""
    paths = sorted((data_dir / "voice" / "savee" / "flac").glob("*.flac"))[:2]
    sound = np.concatenate([soundfile.read(path, dtype="int16")[0] for path in paths]).astype("<i2")
    pieces = [
        signals_pb2.VoiceChunk(
            capture_time_us=1_000_000 + at * 1_000_000 // 16_000,
            first_sample=at,
            data=sound[at : at + CHUNK].tobytes(),
        )
        for at in range(0, len(sound), CHUNK)
    ]
    form = session_pb2.VoiceFormat(sample_rate_hz=16_000, channels=1, encoding=session_pb2.VOICE_ENCODING_PCM16)
    async with running(voice="heavy") as server, server.channel() as channel:
        start = start_part(
            notice_version_shown=server.house.terms.notice_version, voice=form, face_sources=[], model_choice=choice
        )
        signals = [signals_pb2.Signals(voices=[piece]) for piece in pieces]
        request = service_pb2.AnalyzeRequest(start=start, signals=signals)
        answer = await DerServiceStub(channel).Analyze(request)
        assert not answer.states[-1].stale
        return [server.house.bundles[state.bundle_index].card.name for state in answer.states]


async def test_the_streaming_expert_answers_first_and_the_heavy_one_better(running: Start, data_dir: Path) -> None:
    names = await weightiest(running, data_dir, session_pb2.MODEL_CHOICE_ACCURATE)
    assert "voice-stream" in names[: names.index("voice-heavy")]
    assert names[-1] == "voice-heavy"


async def test_a_client_that_wants_it_fast_is_answered_by_the_streaming_expert(
    running: Start, data_dir: Path
) -> None:
    names = await weightiest(running, data_dir, session_pb2.MODEL_CHOICE_FAST)
    assert "voice-heavy" not in names
    assert names[-1] == "voice-stream"
