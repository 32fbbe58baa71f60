"""The same pipeline as a LitAPI."""

from typing import Any

import litserve as ls

from der_server.bench.pipeline import Pipeline


class EmotionAPI(ls.LitAPI):  # type: ignore[misc]  # it has no types
    """JSON in, JSON out; batches are lists."""

    def setup(self, device: str) -> None:
        """Load the models once, in the worker."""
        self.pipeline = Pipeline()

    def decode_request(self, request: dict[str, Any]) -> dict[str, Any]:
        """As it comes."""
        return request

    def batch(self, inputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """As a list."""
        return inputs

    def predict(self, x: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One batch."""
        return self.pipeline.answer(x)

    def unbatch(self, output: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """As a list."""
        return output

    def encode_response(self, output: dict[str, Any]) -> dict[str, Any]:
        """As it is."""
        return output
