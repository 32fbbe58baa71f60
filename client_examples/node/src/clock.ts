// The client's clock, and what it is worth on the server's.

import type { PingInput } from "./gen/der_server/v1/Ping";
import type { Pong } from "./gen/der_server/v1/Pong";

/** Microseconds on this program's monotonic clock. */
export function nowUs(): number {
  return Math.round(performance.now() * 1000);
}

const KEEP_US = 60e6;

/** Four-timestamp probes of the last minute (the NTP rule): the shortest round trip has the smallest possible error. */
export class ClockProbes {
  private probes: { atUs: number; roundTripUs: number; offsetUs: number }[] = [];

  add(pong: Pong, atUs: number): void {
    const there = pong.serverReceiveTimeUs - pong.clientSendTimeUs;
    const back = pong.serverSendTimeUs - atUs;
    const held = pong.serverSendTimeUs - pong.serverReceiveTimeUs;
    this.probes = this.probes.filter((probe) => atUs - probe.atUs < KEEP_US);
    this.probes.push({ atUs, roundTripUs: atUs - pong.clientSendTimeUs - held, offsetUs: (there + back) / 2 });
  }

  /** Round trip and the server's clock less ours, microseconds; undefined before the first answered ping. */
  get best(): { roundTripUs: number; offsetUs: number } | undefined {
    return [...this.probes].sort((a, b) => a.roundTripUs - b.roundTripUs)[0];
  }
}

/** The pings of a session: numbered, and each may be waited for. */
export class Pings {
  readonly probes = new ClockProbes();
  private marker = 0;
  private last = { marker: 0, atUs: 0 };
  private readonly awaited = new Map<number, () => void>();

  make(): PingInput & { marker: number } {
    this.marker += 1;
    const { marker, atUs } = this.last;
    return { marker: this.marker, clientSendTimeUs: nowUs(), lastPongMarker: marker, lastPongReceiveTimeUs: atUs };
  }

  /** Resolves with true when the ping was answered, with false where it was not in time. */
  answer(marker: number, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (answered: boolean) => {
        clearTimeout(late);
        this.awaited.delete(marker);
        resolve(answered);
      };
      const late = setTimeout(() => done(false), timeoutMs);
      this.awaited.set(marker, () => done(true));
    });
  }

  answered(pong: Pong): void {
    this.last = { marker: pong.marker, atUs: nowUs() };
    this.probes.add(pong, this.last.atUs);
    this.awaited.get(pong.marker)?.();
  }
}
