"""RoomService: the mood of a room, for those with the right to watch it."""

import time
from typing import Any

import grpc
from google.protobuf.message import Message

from der_server.faults import BadRequest
from der_server.privacy.door import Door
from der_server.rooms.facilitator import Facilitator
from der_server.rooms.release import Release, Rules
from der_server.rooms.rooms import Rooms, View
from der_server.v1 import emotion_pb2, room_pb2
from der_server.wire import words
from der_server.wire.calls import guarded, unary
from der_server.wire.door import principal_of
from der_server.wire.encode_advice import encode_dialogue
from der_server.wire.limits import MAX_ID_BYTES, MAX_MESSAGE_BYTES
from der_server.wire.outbox import Outbox
from der_server.wire.parse import parse

Asked = room_pb2.GetRoomRequest | room_pb2.WatchRoomRequest
Context = Any  # as in `service`


class RoomHandlers:
    """The calls of RoomService. What may be seen is asked on every call, and consent at every release."""

    def __init__(self, rooms: Rooms, door: Door) -> None:
        self._rooms, self._door = rooms, door

    async def list(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            principal = principal_of(context, self._door)
            parse(room_pb2.ListRoomsRequest, data, MAX_MESSAGE_BYTES)
            found = self._rooms.listed(principal, time.time())
            rooms = [room_pb2.LiveRoom(room_id=room_id, people=people) for room_id, people in found.items()]
            return room_pb2.ListRoomsResponse(rooms=rooms)

        return await unary("ListRooms", context, work)

    async def get(self, data: bytes, context: Context) -> bytes:
        async def work() -> Message:
            principal = principal_of(context, self._door)
            asked = parse(room_pb2.GetRoomRequest, data, MAX_MESSAGE_BYTES)
            view = self._rooms.get(_room_id(asked), principal, time.time())
            return room_pb2.GetRoomResponse(room=encode_room(view, self._rooms.rules, asked))

        return await unary("GetRoom", context, work)

    async def watch(self, data: bytes, context: Context) -> None:
        async def work() -> None:
            principal = principal_of(context, self._door)
            asked = parse(room_pb2.WatchRoomRequest, data, MAX_MESSAGE_BYTES)
            outbox: Outbox[View] = Outbox()

            def see(view: View | None) -> None:
                outbox.close() if view is None else outbox.put_newest(view)

            stop = self._rooms.watch(_room_id(asked), principal, see, time.time())
            try:
                async for view in outbox:
                    room = encode_room(view, self._rooms.rules, asked)
                    await context.write(room_pb2.WatchRoomResponse(room=room).SerializeToString())
            finally:
                stop()

        await guarded("WatchRoom", context, work)

    def generic(self) -> grpc.GenericRpcHandler:
        """Registration without deserialisers."""
        return grpc.method_handlers_generic_handler(
            "der_server.v1.RoomService",
            {
                "ListRooms": grpc.unary_unary_rpc_method_handler(self.list),
                "GetRoom": grpc.unary_unary_rpc_method_handler(self.get),
                "WatchRoom": grpc.unary_stream_rpc_method_handler(self.watch),
            },
        )


def _room_id(asked: Asked) -> str:
    if not asked.room_id or len(asked.room_id.encode()) > MAX_ID_BYTES:
        raise BadRequest(f"`room_id` must be 1 to {MAX_ID_BYTES} bytes, as in `start.room_id`.", field="room_id")
    return asked.room_id


def encode_room(view: View, rules: Rules, asked: Asked) -> room_pb2.RoomState:
    """A room as its watcher may see it."""
    room = room_pb2.RoomState(people=view.people, too_few=view.released is None, privacy=_privacy(view, rules))
    room.conflicts.extend(
        room_pb2.PairConflict(
            session_id=c.session_id, other_session_id=c.other_session_id, level=c.level, rising=c.rising
        )
        for c in view.conflicts
    )
    if view.released is not None:
        _say(room, view.released, view.facilitator, asked)
    return room


def _say(room: room_pb2.RoomState, released: Release, facilitator: Facilitator, asked: Asked) -> None:
    single = {name: float(value[0]) for name, value in released.figures.items()}
    room.probabilities.extend(released.figures["probs"].tolist())
    room.social.extend(released.figures["social"].tolist())
    room.valence.CopyFrom(emotion_pb2.Estimate(mean=single["valence"], spread=single["valence_apart"]))
    room.arousal.CopyFrom(emotion_pb2.Estimate(mean=single["arousal"], spread=single["arousal_apart"]))
    room.tension, room.tension_trend = single["tension"], released.trend
    room.participation, room.attention = single["participation"], single["attention"]
    room.synchrony, room.contagion = single["synchrony"], single["contagion"]
    advice = facilitator.advice(words.INTENT.word(asked.plot_intent), asked.language)
    if advice is not None:
        room.advice.CopyFrom(encode_dialogue(advice, full=False))


def _privacy(view: View, rules: Rules) -> room_pb2.RoomPrivacy:
    released = view.released
    return room_pb2.RoomPrivacy(
        smallest_group=rules.smallest_group,
        epsilon=released.epsilon if released else 0.0,
        noise=released.noise if released else 0.0,
        release_s=rules.release_s,
    )
