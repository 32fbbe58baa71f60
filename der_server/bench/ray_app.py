"""The same pipeline as a Ray Serve deployment."""

from typing import Any

from ray import serve

from der_server.bench.pipeline import Pipeline


@serve.deployment(max_ongoing_requests=256)
class Emotion:
    """JSON in, JSON out; requests meet in `step`."""

    def __init__(self) -> None:
        self.pipeline = Pipeline()

    @serve.batch(max_batch_size=64, batch_wait_timeout_s=0.005)  # type: ignore[untyped-decorator]
    async def step(self, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One batch."""
        return self.pipeline.answer(requests)

    async def __call__(self, request: Any) -> dict[str, Any]:
        """One HTTP request."""
        answer: dict[str, Any] = await self.step(await request.json())
        return answer
