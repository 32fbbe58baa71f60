"""A real voice over Opus is heard as it is over PCM, with and without loss."""

from pathlib import Path

import numpy as np
import opuslib_next
import pytest
import soundfile
from wire_kit import Start, consent, start_part

from der_server.v1 import service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2_grpc import DerServiceStub

pytestmark = [pytest.mark.wire, pytest.mark.model, pytest.mark.data]
SIZE = 320


@pytest.fixture(scope="module")
def pcm(data_dir: Path) -> np.ndarray:
    clips = sorted(data_dir.glob("voice/ravdess/flac/**/*.flac"))
    if not clips:
        pytest.skip("skipped: no data")
    whole = np.concatenate([soundfile.read(clip, dtype="float32")[0] for clip in clips[:3]])
    return np.asarray(np.clip(whole, -1, 1) * 32767, np.int16)


def sent(pcm: np.ndarray, encoding: int, loss: float = 0.0) -> list[signals_pb2.Signals]:
    encoder = opuslib_next.Encoder(16_000, 1, "voip")
    rng = np.random.default_rng(0)
    out = []
    for i in range(0, len(pcm) - SIZE, SIZE):
        data = pcm[i : i + SIZE].tobytes()
        if encoding == session_pb2.VOICE_ENCODING_OPUS:
            data = encoder.encode(data, SIZE)
        if rng.random() >= loss:
            chunk = signals_pb2.VoiceChunk(capture_time_us=1_000_000 + i * 1000 // 16, first_sample=i, data=data)
            out.append(signals_pb2.Signals(voices=[chunk]))
    return out


async def test_opus_says_what_pcm_says(running: Start, pcm: np.ndarray) -> None:
    async with running() as server, server.channel() as channel:

        async def told(encoding: int, loss: float = 0.0) -> service_pb2.AnalyzeResponse:
            start = start_part(
                consent=consent(signals_pb2.MODALITY_VOICE),
                face_sources=[],
                voice=session_pb2.VoiceFormat(sample_rate_hz=16_000, encoding=encoding),  # type: ignore[arg-type]
                notice_version_shown=server.house.terms.notice_version,
            )
            request = service_pb2.AnalyzeRequest(start=start, signals=sent(pcm, encoding, loss))
            answer: service_pb2.AnalyzeResponse = await DerServiceStub(channel).Analyze(request)
            return answer

        plain = await told(session_pb2.VOICE_ENCODING_PCM16)
        opus = await told(session_pb2.VOICE_ENCODING_OPUS)
        lossy = await told(session_pb2.VOICE_ENCODING_OPUS, 0.1)
    for answer, most in ((opus, 0.15), (lossy, 0.25)):
        assert not answer.notices
        assert len(answer.states) == pytest.approx(len(plain.states), abs=6)
        apart = np.abs(np.array(answer.mean_probabilities) - np.array(plain.mean_probabilities)).sum() / 2
        assert apart < most
    heard = [e.weight for s in opus.states for e in s.evidence if e.modality == signals_pb2.MODALITY_VOICE]
    assert max(heard) > 0.05
