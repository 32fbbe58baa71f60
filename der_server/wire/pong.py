"""Answers clock probes (four timestamps, as in NTP)."""

from der_server.session.clock import ClockProbes
from der_server.v1.session_pb2 import Ping, Pong
from der_server.wire.pace import server_us


def pong_of(ping: Ping, probes: ClockProbes, heard_us: int) -> Pong:
    """The answer to a probe that came at `heard_us` on the server's clock; `probes` learns from it."""
    if ping.last_pong_marker or ping.last_pong_receive_time_us:
        probes.answered(ping.last_pong_marker, ping.last_pong_receive_time_us)
    best = probes.best
    returned_us = server_us()
    probes.pinged(ping.marker, ping.client_send_time_us, heard_us, returned_us)
    return Pong(
        marker=ping.marker,
        client_send_time_us=ping.client_send_time_us,
        server_receive_time_us=heard_us,
        server_send_time_us=returned_us,
        clock_offset_us=best.offset_us if best else 0,
        round_trip_us=best.round_trip_us if best else 0,
    )
