// One person's visit on one stream, and on the next one where the first is cut.

import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { nowUs, Pings } from "./clock";
import { clientFault, DerError } from "./errors";
import type { CalibrateInput } from "./gen/der_server/v1/Calibrate";
import type { FeedbackInput } from "./gen/der_server/v1/Feedback";
import type { ModalityInput } from "./gen/der_server/v1/Modality";
import type { Notice } from "./gen/der_server/v1/Notice";
import type { PrivacyNotice } from "./gen/der_server/v1/PrivacyNotice";
import type { Ready } from "./gen/der_server/v1/Ready";
import type { SessionRequestInput } from "./gen/der_server/v1/SessionRequest";
import type { SessionResponse } from "./gen/der_server/v1/SessionResponse";
import type { SessionStartInput } from "./gen/der_server/v1/SessionStart";
import type { SessionState } from "./gen/der_server/v1/SessionState";
import type { SessionUpdateInput } from "./gen/der_server/v1/SessionUpdate";
import type { SignalsInput } from "./gen/der_server/v1/Signals";
import type { UseInput } from "./gen/der_server/v1/Use";
import { MODALITIES, nameOf, Outbox, strip } from "./outbox";
import { Stream, type Call, type Ended } from "./stream";

/** Opens a stream on a new connection; `close` gives the connection back. */
export type OpenCall = () => { call: Call; close: () => void };

/** Where a session stands. */
export type Phase = "connecting" | "awaiting_notice" | "running" | "reconnecting" | "finished" | "failed";

export interface SessionOptions {
  /** What is declared: consent, sources, targets, language ... */
  start: SessionStartInput;
  /** Show the notice to the person; true where they agreed. `true` = they saw it elsewhere. */
  confirmNotice: true | ((notice: PrivacyNotice) => boolean | Promise<boolean>);
  /** Reconnect with the resume token where the stream is cut. Default true. */
  reconnect?: boolean;
  /** Streams in a row that never came to `ready`, before giving up. Default 8. */
  maxTries?: number;
  /** Seconds without a word from the server after which a stream counts as cut; pings ask every 5 s. Default 15. */
  silenceS?: number;
}

export interface SessionEvents {
  /** The session stands elsewhere; `error` is one to show, there when it failed and while it reconnects. */
  phase: [phase: Phase, error: DerError | undefined];
  /** A stream is open, the first or a later one: orders, limits, `resumed` or `reset`. */
  ready: [ready: Ready];
  state: [state: SessionState];
  /** Samples were refused: the session goes on. */
  notice: [notice: Notice];
  /** The stream was cut; another is tried in `waitS` seconds. */
  reconnecting: [why: DerError | undefined, waitS: number];
  /** Progress of a calibration, an answer to feedback, a question. */
  other: [part: SessionResponse];
  /** Nothing more comes. `error` is why, where it did not end well. */
  end: [error: DerError | undefined];
}

const FIRST_WAIT_S = 0.25;
const LONGEST_WAIT_S = 10;
const MAX_TRIES = 8;
const SILENCE_S = 15;
const BURST = 5;
const BURST_EVERY_MS = 100;
const PING_EVERY_MS = 5000;
const USES = ["USE_UNSPECIFIED", "USE_INFER", "USE_ADAPT", "USE_STORE", "USE_SHARE_PAIR", "USE_WATCH", "USE_RECORD"];

/** Seconds to wait before try number `tries` (0, 1, ...): half to all of a doubling wait; share 0 to 1. */
export function backOffS(tries: number, share: number): number {
  return Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** tries) * (0.5 + 0.5 * share);
}

/** See the module. Sending never blocks; what happens comes as events. */
export class Session extends EventEmitter<SessionEvents> {
  /** The server's first answer on the newest stream. */
  ready: Ready | undefined;
  /** Streams opened so far; more than 1 after a reconnect. */
  streams = 0;
  phase: Phase = "connecting";
  private readonly start: SessionStartInput;
  private readonly outbox = new Outbox();
  private readonly pings = new Pings();
  private readonly withdrawn = new Set<string>();
  private stream: Stream | undefined;
  private greeted = false;
  private mayRead = false;
  private finishing = false;
  private leaving = false;
  private over = false;
  private readonly going = new AbortController();
  private readonly whole: Promise<void>;

  constructor(
    private readonly open: OpenCall,
    private readonly address: string,
    private readonly options: SessionOptions,
  ) {
    super();
    this.start = structuredClone(options.start);
    this.whole = Promise.resolve().then(() => this.run()); // listeners come first
  }

  // -- sending ---------------------------------------------------------------------------------------

  /** Send samples. Where the network is slow, older faces and bodies are dropped and counted; before the notice is
   * confirmed all are. Throws DerError once the session is over. */
  send(signals: SignalsInput): void {
    if (this.over) {
      throw new DerError("CLOSED", "The session is over.");
    }
    const kept = { ...signals };
    if (!this.mayRead) {
      this.outbox.dropped += strip(kept, MODALITIES);
      return;
    }
    strip(kept, [...this.withdrawn]);
    this.put({ signals: kept });
  }

  /** Send words of the person, written or recognised. */
  say(text: string, language = ""): void {
    this.send({ texts: [{ captureTimeUs: nowUs(), text, language }] });
  }

  /** Say that the person has just finished speaking: a state follows at once. */
  endOfUtterance(): void {
    this.send({ endOfUtterance: true });
  }

  /** Change rate, detail, targets, scenario, sources, mute or language. */
  update(update: SessionUpdateInput): void {
    this.put({ update });
  }

  /** Begin or end a neutral stretch. */
  calibrate(calibrate: CalibrateInput): void {
    this.put({ calibrate });
  }

  /** Tell the server whether it was right. */
  feedback(feedback: FeedbackInput): void {
    this.put({ feedback });
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

  /** Resolves when everything sent before has been processed. Rejects with DerError. */
  async settled(timeoutMs = 10_000): Promise<void> {
    const ping = this.pings.make();
    const answer = this.pings.answer(ping.marker, timeoutMs);
    this.put({ ping });
    if (!(await answer)) {
      throw new DerError("UNREACHABLE", "The server did not answer a ping.");
    }
  }

  /** Samples never sent: newer ones were waiting, or nothing may be read yet. */
  get samplesDropped(): number {
    return this.outbox.dropped;
  }

  /** Server's clock less ours, microseconds; 0 before the first answered ping. */
  get clockOffsetUs(): number {
    return this.pings.probes.best?.offsetUs ?? 0;
  }

  /** Shortest round trip of the last minute, microseconds; 0 before the first answered ping. */
  get roundTripUs(): number {
    return this.pings.probes.best?.roundTripUs ?? 0;
  }

  /** Say that nothing more comes; resolves when the server has answered everything, or after `timeoutMs`. */
  async finish(timeoutMs = 10_000): Promise<void> {
    this.finishing = true;
    this.going.abort();
    this.flush();
    const late = setTimeout(() => this.leave(), timeoutMs);
    await this.whole;
    clearTimeout(late);
  }

  /** End at once, whatever is on its way. */
  leave(): void {
    this.leaving = true;
    this.going.abort();
    this.stream?.cut({});
  }

  // -- one stream after the other ----------------------------------------------------------------------

  private async run(): Promise<void> {
    this.enter("connecting");
    let error: DerError | undefined;
    for (let tries = 0; ; ) {
      const before = this.streams;
      const ended = await this.oneStream();
      error = this.leaving ? undefined : ended.error;
      tries = this.streams > before ? 0 : tries + 1;
      const again = error ? this.worthAnotherTry(error, tries) : ended.farewellS !== undefined;
      if (this.leaving || this.finishing || !again) {
        break;
      }
      const waitS = Math.max(error?.retryAfterS ?? 0, ended.farewellS ?? 0, backOffS(tries, Math.random()));
      this.enter("reconnecting", error);
      this.emit("reconnecting", error, waitS);
      await sleep(waitS * 1000, undefined, { signal: this.going.signal }).catch(() => undefined); // or until we go
    }
    this.over = true;
    this.enter(error ? "failed" : "finished", error);
    this.emit("end", error);
  }

  private worthAnotherTry(error: DerError, tries: number): boolean {
    return this.options.reconnect !== false && error.retryable && tries <= (this.options.maxTries ?? MAX_TRIES);
  }

  /** Live through one stream. */
  private async oneStream(): Promise<Ended> {
    if (this.leaving || (this.finishing && this.streams > 0)) {
      return {};
    }
    let opened;
    try {
      opened = this.open();
    } catch (error) {
      return { error: clientFault(error) }; // the application's token
    }
    const silenceS = this.options.silenceS ?? SILENCE_S;
    const stream = new Stream(opened.call, this.address, silenceS, (part) => this.take(stream, part), () => this.flush());
    this.stream = stream;
    stream.write({ start: this.start });
    const ended = await stream.ended;
    this.stream = undefined;
    this.greeted = false;
    opened.close();
    return ended;
  }

  private take(stream: Stream, part: SessionResponse): void {
    if (part.goingAway) {
      this.start.resumeToken = part.goingAway.resumeToken;
      stream.cut({ farewellS: part.goingAway.reconnectAfterS });
    } else if (part.ready) {
      this.welcome(stream, part.ready);
    } else if (part.state) {
      this.emit("state", part.state);
    } else if (part.notice) {
      this.emit("notice", part.notice);
    } else if (part.pong) {
      this.pings.answered(part.pong);
    } else if (part.part) {
      this.emit("other", part);
    }
  }

  private welcome(stream: Stream, ready: Ready): void {
    this.ready = ready;
    this.streams += 1;
    this.greeted = true;
    this.start.resumeToken = ready.resumeToken;
    this.outbox.forget(ready.awaitingNotice);
    this.mayRead = !ready.awaitingNotice;
    void this.probe(stream);
    this.emit("ready", ready);
    if (!ready.awaitingNotice || !ready.notice) {
      this.go();
      return;
    }
    this.start.noticeVersionShown = "";
    this.enter("awaiting_notice");
    void this.ask(stream, ready.notice);
  }

  /** Pings keep the session while the person reads; the first samples follow the confirmation. */
  private async ask(stream: Stream, notice: PrivacyNotice): Promise<void> {
    const { confirmNotice } = this.options;
    try {
      if (confirmNotice !== true && !(await confirmNotice(notice))) {
        throw new DerError("NOTICE_REFUSED", "The notice was not confirmed: nothing was read.");
      }
    } catch (error) {
      stream.cut({ error: clientFault(error) });
      return;
    }
    if (this.stream !== stream) {
      return; // cut while the person was reading: the next stream asks again
    }
    const ms = Date.now();
    const shownTime = { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 };
    this.outbox.put({ noticeShown: { noticeVersion: notice.version, shownTime } });
    this.start.noticeVersionShown = notice.version;
    this.go();
  }

  private go(): void {
    this.mayRead = true;
    this.enter("running");
    this.flush();
  }

  private async probe(stream: Stream): Promise<void> {
    for (let i = 0; this.stream === stream; i++) {
      this.put({ ping: this.pings.make() });
      await Promise.race([sleep(i < BURST ? BURST_EVERY_MS : PING_EVERY_MS, undefined, { ref: false }), stream.ended]);
    }
  }

  private put(part: SessionRequestInput): void {
    this.outbox.put(part);
    this.flush();
  }

  /** Write what waits, as long as the network takes it. */
  private flush(): void {
    const { stream } = this;
    if (!stream || !this.greeted) {
      return;
    }
    for (let part; stream.writable && (part = this.outbox.take()); ) {
      stream.write(part);
    }
    if (this.finishing && this.outbox.isEmpty && this.mayRead) {
      stream.end();
    }
  }

  private enter(phase: Phase, error?: DerError): void {
    this.phase = phase;
    this.emit("phase", phase, error);
  }
}
