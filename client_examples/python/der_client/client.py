"""A server seen from a client: describe, analyze, watch, and sessions."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc

from der_client.errors import DerClientError, read_error
from der_client.session import AsyncSession, ConfirmNotice
from der_server.v1 import emotion_pb2, service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2_grpc import DerServiceStub

LOOPBACK = ("127.", "localhost", "[::1]", "unix:")
OPTIONS = (
    ("grpc.max_receive_message_length", 32 * 1024 * 1024),
    ("grpc.max_send_message_length", 32 * 1024 * 1024),
    ("grpc.keepalive_time_ms", 20_000),
)


class AsyncClient:
    """One channel to one server. Use it as `async with connect(address) as client:`."""

    def __init__(self, address: str, token: str | None = None, tls: Path | bool | None = None) -> None:
        """tls: True trusts this machine's authorities, a path names a PEM file of others, None is no TLS.

        Raises DerClientError where a token would travel in the clear.
        """
        if token and not tls and not address.startswith(LOOPBACK):
            raise DerClientError("NOT_ALLOWED", f"A token is only sent over TLS: give tls=True for {address}.")
        self.address = address
        self._metadata = (("authorization", f"Bearer {token}"),) if token else ()
        self._tls = tls
        self._channel: grpc.aio.Channel | None = None

    async def __aenter__(self) -> Self:
        if self._tls:
            roots = self._tls.read_bytes() if isinstance(self._tls, Path) else None
            credentials = grpc.ssl_channel_credentials(roots)
            self._channel = grpc.aio.secure_channel(self.address, credentials, options=OPTIONS)
        else:
            self._channel = grpc.aio.insecure_channel(self.address, options=OPTIONS)
        self._stub = DerServiceStub(self._channel)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._channel is not None:
            await self._channel.close()

    async def describe(self) -> service_pb2.DescribeResponse:
        """What the server reads, advises and runs. Raises DerClientError."""
        try:
            return await self._stub.Describe(
                service_pb2.DescribeRequest(), metadata=self._metadata, timeout=10, wait_for_ready=False
            )
        except grpc.aio.AioRpcError as error:
            raise read_error(error, self.address) from None

    async def analyze(
        self, start: session_pb2.SessionStart, signals: Iterable[signals_pb2.Signals], *, timeout_s: float = 120
    ) -> service_pb2.AnalyzeResponse:
        """States and a summary of up to 60 s of signals. Raises DerClientError.

        The caller says with `start.notice_version_shown` that the person saw the notice of `describe()`.
        """
        request = service_pb2.AnalyzeRequest(start=start, signals=signals)
        try:
            return await self._stub.Analyze(request, metadata=self._metadata, timeout=timeout_s)
        except grpc.aio.AioRpcError as error:
            raise read_error(error, self.address) from None

    async def watch(self, session_id: str) -> AsyncIterator[emotion_pb2.SessionState]:
        """States of someone's session, without cues and advice, while it lasts. Raises DerClientError."""
        call = self._stub.Watch(service_pb2.WatchRequest(session_id=session_id), metadata=self._metadata)
        try:
            async for response in call:
                yield response.state
        except grpc.aio.AioRpcError as error:
            raise read_error(error, self.address) from None
        finally:
            call.cancel()

    def session(
        self,
        start: session_pb2.SessionStart,
        *,
        confirm_notice: ConfirmNotice,
        reconnect: bool = True,
    ) -> AsyncSession:
        """A visit: `async with client.session(start, confirm_notice=show) as session:`.

        confirm_notice: called with the notice; shows it and says whether the person went on. True takes
        it as shown already, which only tests and recordings may say.
        """
        return AsyncSession(
            lambda: self._stub.Session(metadata=self._metadata),
            start,
            confirm_notice=confirm_notice,
            reconnect=reconnect,
            address=self.address,
        )


def connect(address: str, token: str | None = None, tls: Path | bool | None = None) -> AsyncClient:
    """A client of the server at HOST:PORT; nothing is sent before the first call."""
    return AsyncClient(address, token, tls)
