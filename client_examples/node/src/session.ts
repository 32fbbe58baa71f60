// One visit on one stream, and on the next one where the first is cut.

import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { status as Code, type ClientDuplexStream, type StatusObject } from "@grpc/grpc-js";
import { ClockProbes, nowUs } from "./clock";
import { DerError, readError } from "./errors";
import type { Notice } from "./gen/der_server/v1/Notice";
import type { Pong } from "./gen/der_server/v1/Pong";
import type { PrivacyNotice } from "./gen/der_server/v1/PrivacyNotice";
import type { Ready } from "./gen/der_server/v1/Ready";
import type { SessionRequestInput } from "./gen/der_server/v1/SessionRequest";
import type { SessionResponse } from "./gen/der_server/v1/SessionResponse";
import type { SessionStartInput } from "./gen/der_server/v1/SessionStart";
import type { SessionState } from "./gen/der_server/v1/SessionState";
import type { SessionUpdateInput } from "./gen/der_server/v1/SessionUpdate";
import type { SignalsInput } from "./gen/der_server/v1/Signals";
import type { UseInput } from "./gen/der_server/v1/Use";
import type { ModalityInput } from "./gen/der_server/v1/Modality";
import { nameOf, Outbox, strip } from "./outbox";

export type Call = ClientDuplexStream<SessionRequestInput, SessionResponse>;

export interface SessionOptions {
  /** What is declared: consent, sources, targets, language ... */
  start: SessionStartInput;
  /** Show the notice to the person; true where they agreed. `true` = they saw it elsewhere. */
  confirmNotice: true | ((notice: PrivacyNotice) => boolean | Promise<boolean>);
  /** Reconnect with the resume token where the stream is cut. Default true. */
  reconnect?: boolean;
}

export interface SessionEvents {
  /** A stream is open, the first or a later one. */
  ready: [ready: Ready];
  state: [state: SessionState];
  /** Samples were refused: the session goes on. */
  notice: [notice: Notice];
  /** The stream was cut; another is tried in `waitS` seconds. */
  reconnecting: [why: DerError | undefined, waitS: number];
  /** Nothing more comes. `error` is why, where it did not end well. */
  end: [error: DerError | undefined];
}

const FIRST_WAIT_S = 0.25;
const LONGEST_WAIT_S = 10;
/** Reconnects in a row before giving up. */
const MAX_TRIES = 8;
const PING_EVERY_MS = 5000;
const USES = ["USE_UNSPECIFIED", "USE_INFER", "USE_ADAPT", "USE_STORE", "USE_SHARE_PAIR", "USE_WATCH", "USE_RECORD"];

/** Seconds to wait before try number `tries` (0, 1, ...): half to all of a doubling wait; share 0 to 1. */
export function backOffS(tries: number, share: number): number {
  return Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** tries) * (0.5 + 0.5 * share);
}

/** See the module. Sending never blocks; states come as events. */
export class Session extends EventEmitter<SessionEvents> {
  /** The server's first answer on the newest stream. */
  ready: Ready | undefined;
  /** Streams opened so far; more than 1 after a reconnect. */
  streams = 0;
  private readonly start: SessionStartInput;
  private readonly outbox = new Outbox();
  private readonly probes = new ClockProbes();
  private readonly withdrawn = new Set<string>();
  private call: Call | undefined;
  private writable = false;
  private marker = 0;
  private lastPong = { marker: 0, atUs: 0 };
  private waiting = new Map<number, () => void>();
  private leaving = false;
  private readonly left = new AbortController();
  private over = false;
  private readonly whole: Promise<void>;

  constructor(
    private readonly open: () => Call,
    private readonly address: string,
    private readonly options: SessionOptions,
  ) {
    super();
    this.start = structuredClone(options.start);
    this.whole = this.run();
  }

  // -- sending ---------------------------------------------------------------------------------------

  /** Send samples. Where the network is slow, older faces and bodies are dropped and counted. */
  send(signals: SignalsInput): void {
    if (this.over) {
      throw new DerError("CLOSED", "The session is over.");
    }
    const kept = { ...signals };
    strip(kept, [...this.withdrawn]);
    this.put({ signals: kept });
  }

  /** Send words of the person, written or recognised. */
  say(text: string, language = ""): void {
    this.send({ texts: [{ captureTimeUs: nowUs(), text, language }] });
  }

  /** Change rate, detail, targets, scenario, sources, mute or language. */
  update(update: SessionUpdateInput): void {
    this.put({ update });
  }

  /** Take consent back, at once and for reconnects too. Nothing named = all. */
  withdraw(modalities: ModalityInput[] = [], uses: UseInput[] = []): void {
    const grants = this.start.consent ?? [];
    const kinds = modalities.length ? modalities.map((m) => nameOf(m)) : grants.map((g) => nameOf(g.modality ?? 0));
    const gone = uses.map((use) => nameOf(use, USES));
    if (!gone.length || gone.includes("USE_INFER")) {
      kinds.forEach((kind) => this.withdrawn.add(kind));
    }
    for (const grant of grants.filter((g) => kinds.includes(nameOf(g.modality ?? 0)))) {
      grant.uses = grant.uses?.filter((use) => gone.length > 0 && !gone.includes(nameOf(use, USES))) ?? [];
    }
    this.outbox.putWithdraw({ modalities, uses }, [...this.withdrawn]);
    this.flush();
  }

  /** Resolves when everything sent before has been processed. */
  settled(timeoutMs = 10_000): Promise<void> {
    const ping = this.nextPing();
    const marker = this.marker;
    this.put(ping);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.waiting.delete(marker);
        reject(new DerError("UNREACHABLE", "The server did not answer a ping."));
      }, timeoutMs);
      this.waiting.set(marker, () => {
        clearTimeout(late);
        resolve();
      });
    });
  }

  /** Samples never sent because newer ones were waiting. */
  get samplesDropped(): number {
    return this.outbox.dropped;
  }

  /** Shortest round trip of the last minute, microseconds; 0 before the first answered ping. */
  get roundTripUs(): number {
    return this.probes.best?.roundTripUs ?? 0;
  }

  /** Say that nothing more comes; resolves when the server has answered everything, or after `timeoutMs`. */
  async finish(timeoutMs = 10_000): Promise<void> {
    this.leaving = true;
    this.left.abort();
    this.flush();
    const late = setTimeout(() => this.call?.cancel(), timeoutMs);
    await this.whole;
    clearTimeout(late);
  }

  // -- one stream after the other ----------------------------------------------------------------------

  private async run(): Promise<void> {
    let tries = 0;
    let error: DerError | undefined;
    while (!this.leaving) {
      const before = this.streams;
      const ended = await this.oneStream();
      error = ended.error;
      tries = this.streams > before ? 0 : tries + 1;
      const again = ended.goOn || (error?.retryable && tries < MAX_TRIES);
      if (this.leaving || !again || this.options.reconnect === false) {
        break;
      }
      const waitS = Math.max(error?.retryAfterS ?? 0, ended.waitS, backOffS(tries, Math.random()));
      this.emit("reconnecting", error, waitS);
      await sleep(waitS * 1000, undefined, { signal: this.left.signal }).catch(() => undefined); // or until we leave
    }
    this.over = true;
    this.emit("end", error);
  }

  /** Live through one stream: what ended it, and whether the server asked to go on with another. */
  private async oneStream(): Promise<{ error?: DerError; goOn?: boolean; waitS: number }> {
    const call = this.open();
    const pinging = setInterval(() => call.writable && call.write(this.nextPing()), PING_EVERY_MS);
    let farewell: { goOn: true; waitS: number } | undefined;
    let refused: DerError | undefined;
    const over = new Promise<StatusObject>((resolve) => call.on("status", resolve));
    call.on("error", () => undefined); // `status` follows and says the same
    call.on("drain", () => this.flowOn(call));
    call.on("data", (response: SessionResponse) => {
      if (response.goingAway) {
        this.start.resumeToken = response.goingAway.resumeToken;
        farewell = { goOn: true, waitS: response.goingAway.reconnectAfterS };
        call.cancel();
      } else if (response.ready) {
        void this.welcome(call, response.ready).catch((error: DerError) => {
          refused = error;
          call.cancel();
        });
      } else {
        this.take(response);
      }
    });
    call.write({ start: this.start });
    const status = await over;
    clearInterval(pinging);
    this.call = undefined;
    this.writable = false;
    if (farewell ?? refused) {
      return farewell ?? { error: refused, waitS: 0 };
    }
    return status.code === Code.OK ? { waitS: 0 } : { error: readError(status, this.address), waitS: 0 };
  }

  private async welcome(call: Call, ready: Ready): Promise<void> {
    this.ready = ready;
    this.start.resumeToken = ready.resumeToken;
    if (ready.awaitingNotice && ready.notice) {
      const { confirmNotice } = this.options;
      if (confirmNotice !== true && !(await confirmNotice(ready.notice))) {
        this.leaving = true;
        throw new DerError("NOTICE_REFUSED", "The notice was not confirmed: nothing is read.");
      }
      const ms = Date.now();
      const shownTime = { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 };
      call.write({ noticeShown: { noticeVersion: ready.notice.version, shownTime } });
      this.start.noticeVersionShown = ready.notice.version;
    }
    this.streams += 1;
    this.call = call;
    this.emit("ready", ready);
    call.write(this.nextPing());
    this.flowOn(call);
  }

  private take(response: SessionResponse): void {
    if (response.state) {
      this.emit("state", response.state);
    } else if (response.notice) {
      this.emit("notice", response.notice);
    } else if (response.pong) {
      this.answered(response.pong);
    }
  }

  private answered(pong: Pong): void {
    this.lastPong = { marker: pong.marker, atUs: nowUs() };
    this.probes.add(pong, this.lastPong.atUs);
    this.waiting.get(pong.marker)?.();
    this.waiting.delete(pong.marker);
  }

  private nextPing(): SessionRequestInput {
    this.marker += 1;
    const { marker, atUs } = this.lastPong;
    const sent = { marker: this.marker, clientSendTimeUs: nowUs() };
    return { ping: { ...sent, lastPongMarker: marker, lastPongReceiveTimeUs: atUs } };
  }

  private put(part: SessionRequestInput): void {
    this.outbox.put(part);
    this.flush();
  }

  private flowOn(call: Call): void {
    if (call === this.call) {
      this.writable = true;
      this.flush();
    }
  }

  /** Write what waits, as long as the network takes it. */
  private flush(): void {
    let part: SessionRequestInput | undefined;
    while (this.call && this.writable && (part = this.outbox.take())) {
      this.writable = this.call.write(part);
    }
    if (this.leaving && this.outbox.isEmpty) {
      this.call?.end();
    }
  }
}
