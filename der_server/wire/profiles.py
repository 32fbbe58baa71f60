"""ProfileService: what a person set, what is kept of them, and how it is taken along or erased."""

from typing import Any, TypeVar

import grpc
from google.protobuf.message import Message

from der_server.faults import NotAllowed, TooMuch
from der_server.privacy.door import Door
from der_server.privacy.kept import Who
from der_server.session.profiles import Asked, Profiles
from der_server.v1 import profile_pb2
from der_server.wire.calls import unary
from der_server.wire.decode_profile import decode_grants, decode_told
from der_server.wire.door import principal_of
from der_server.wire.encode_person import encode_result
from der_server.wire.encode_profile import encode_export, encode_grants, encode_profile
from der_server.wire.limits import MAX_ID_BYTES, MAX_MESSAGE_BYTES
from der_server.wire.parse import parse

Context = Any  # as in `service`
M = TypeVar("M", bound=Message)
MAX_FEEDBACK_BYTES = 4096


class ProfileHandlers:
    """The calls of ProfileService. A person asks for themself, an operator for anybody of its tenant."""

    def __init__(self, profiles: Profiles, door: Door) -> None:
        self._profiles, self._door = profiles, door

    async def get_consent(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            _, asked = self._read(profile_pb2.GetConsentRequest, data, context)
            grants = await self._profiles.get_consent(asked)
            return profile_pb2.GetConsentResponse(consent=encode_grants(grants))

        return await unary("GetConsent", context, work)

    async def set_consent(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            request, asked = self._read(profile_pb2.SetConsentRequest, data, context)
            grants = decode_grants(request.consent)
            reached = await self._profiles.set_consent(asked, grants)
            return profile_pb2.SetConsentResponse(consent=encode_grants(grants), live_sessions=reached)

        return await unary("SetConsent", context, work)

    async def submit_feedback(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            request, asked = self._read(profile_pb2.SubmitFeedbackRequest, data, context, MAX_FEEDBACK_BYTES)
            told = decode_told(request.feedback)
            result = await self._profiles.feedback(asked, request.session_id, told)
            return profile_pb2.SubmitFeedbackResponse(result=encode_result(result))

        return await unary("SubmitFeedback", context, work)

    async def get_profile(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            _, asked = self._read(profile_pb2.GetProfileRequest, data, context)
            return encode_profile(await self._profiles.records(asked))

        return await unary("GetProfile", context, work)

    async def export_profile(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            _, asked = self._read(profile_pb2.ExportProfileRequest, data, context)
            return encode_export(await self._profiles.export(asked))

        return await unary("ExportProfile", context, work)

    async def delete_profile(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            _, asked = self._read(profile_pb2.DeleteProfileRequest, data, context)
            records, ended = await self._profiles.erase(asked)
            return profile_pb2.DeleteProfileResponse(records=records, ended_sessions=ended)

        return await unary("DeleteProfile", context, work)

    def _read(
        self, kind: type[M], data: bytes, context: Context, max_bytes: int = MAX_MESSAGE_BYTES
    ) -> tuple[M, Asked]:
        """The request, and of whom it is. Raises NotKnown, NotAllowed, BadRequest or TooMuch."""
        principal = principal_of(context, self._door)
        request = parse(kind, data, max_bytes)
        named: str = request.person_id  # type: ignore[attr-defined]
        if len(named.encode()) > MAX_ID_BYTES:
            raise TooMuch(f"`person_id` is longer than {MAX_ID_BYTES} bytes.", field="person_id")
        if named not in ("", principal.subject) and principal.role != "operator":
            raise NotAllowed("This is somebody else's: leave `person_id` empty, or use a token of role `operator`.")
        return request, Asked(principal, Who(principal.tenant, named or principal.subject))

    def generic(self) -> grpc.GenericRpcHandler:
        """Registration without deserialisers."""
        calls = {
            "GetConsent": self.get_consent,
            "SetConsent": self.set_consent,
            "SubmitFeedback": self.submit_feedback,
            "GetProfile": self.get_profile,
            "ExportProfile": self.export_profile,
            "DeleteProfile": self.delete_profile,
        }
        handlers: dict[str, grpc.RpcMethodHandler[Any, Any]] = {
            name: grpc.unary_unary_rpc_method_handler(call) for name, call in calls.items()
        }
        return grpc.method_handlers_generic_handler("der_server.v1.ProfileService", handlers)
