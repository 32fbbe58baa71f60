"""A server seen from a client: describe, analyze, watch, and sessions."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import grpc

from der_client.errors import DerClientError, client_fault, read_error
from der_client.phases import Patience
from der_client.session import AsyncSession
from der_client.visit import ConfirmNotice
from der_server.v1 import emotion_pb2, service_pb2, session_pb2, signals_pb2
from der_server.v1.service_pb2_grpc import DerServiceStub

Token = str | Callable[[], str | None]
"""A bearer token, or what gives one before every call, so that an expired one can be replaced."""
LOOPBACK = ("127.", "localhost", "[::1]", "unix:")
OPTIONS = (
    ("grpc.max_receive_message_length", 32 * 1024 * 1024),
    ("grpc.max_send_message_length", 32 * 1024 * 1024),
    ("grpc.keepalive_time_ms", 20_000),
    ("grpc.use_local_subchannel_pool", 1),  # a new channel is a new connection: the old one may be dead
)


class AsyncClient:
    """One server. Use it as `async with connect(address) as client:`."""

    def __init__(self, address: str, token: Token | None = None, tls: Path | bool | None = None) -> None:
        """address: HOST:PORT, with or without http:// or https:// (which is TLS). tls: True trusts this machine's
        authorities, a path names a PEM file of others, None is no TLS.

        Raises DerClientError where a token would travel in the clear.
        """
        scheme, _, rest = address.rpartition("://")
        if scheme not in ("", "http", "https"):
            raise DerClientError("BAD_REQUEST", f"{address!r} is no address: write HOST:PORT or https://HOST:PORT.")
        self.address = rest
        self._tls = tls or scheme == "https"
        if token and not self._tls and not rest.startswith(LOOPBACK):
            raise DerClientError("NOT_ALLOWED", f"A token is only sent over TLS: give tls=True for {rest}.")
        self._token = token
        self._roots: bytes | None = None
        self._channel: grpc.aio.Channel | None = None

    async def __aenter__(self) -> Self:
        if isinstance(self._tls, Path):
            self._roots = self._tls.read_bytes()
        self._channel = self._open_channel()
        self._stub = DerServiceStub(self._channel)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._channel is not None:
            await self._channel.close()

    def _open_channel(self) -> grpc.aio.Channel:
        if not self._tls:
            return grpc.aio.insecure_channel(self.address, options=OPTIONS)
        return grpc.aio.secure_channel(self.address, grpc.ssl_channel_credentials(self._roots), options=OPTIONS)

    def _metadata(self) -> tuple[tuple[str, str], ...]:
        try:
            token = self._token() if callable(self._token) else self._token
        except Exception as error:
            raise client_fault(error) from error
        return (("authorization", f"Bearer {token}"),) if token else ()

    @asynccontextmanager
    async def _open_session(self) -> AsyncIterator[Any]:
        """One stream on a connection of its own: where the network has changed, the old one leads nowhere."""
        metadata = self._metadata()
        async with self._open_channel() as channel:
            yield DerServiceStub(channel).Session(metadata=metadata)

    async def describe(self) -> service_pb2.DescribeResponse:
        """What the server reads, advises and runs. Raises DerClientError."""
        try:
            return await self._stub.Describe(
                service_pb2.DescribeRequest(), metadata=self._metadata(), timeout=10, wait_for_ready=False
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
            return await self._stub.Analyze(request, metadata=self._metadata(), timeout=timeout_s)
        except grpc.aio.AioRpcError as error:
            raise read_error(error, self.address) from None

    async def watch(self, session_id: str) -> AsyncIterator[emotion_pb2.SessionState]:
        """States of someone's session, without cues and advice, while it lasts. Raises DerClientError."""
        call = self._stub.Watch(service_pb2.WatchRequest(session_id=session_id), metadata=self._metadata())
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
        patience: Patience | None = None,
    ) -> AsyncSession:
        """A visit: `async with client.session(start, confirm_notice=show) as session:`.

        confirm_notice: called with the notice; shows it and says whether the person went on. A plain function is
        called in another thread and may wait for the person; a coroutine function is awaited. True takes it as shown
        already, which only tests and recordings may say. reconnect: whether a cut stream is followed by another one
        with the resume token; patience: how often, and what counts as cut.
        """
        return AsyncSession(
            self._open_session,
            start,
            confirm_notice=confirm_notice,
            reconnect=reconnect,
            patience=patience,
            address=self.address,
        )


def connect(address: str, token: Token | None = None, tls: Path | bool | None = None) -> AsyncClient:
    """A client of the server at HOST:PORT; nothing is sent before the first call."""
    return AsyncClient(address, token, tls)
