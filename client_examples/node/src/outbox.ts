// What waits to be sent: bounded, and of faces and bodies only the newest is worth sending.

import type { SessionRequestInput } from "./gen/der_server/v1/SessionRequest";
import type { SignalsInput } from "./gen/der_server/v1/Signals";
import type { WithdrawInput } from "./gen/der_server/v1/Withdraw";

type Field = "faces" | "heads" | "bodies" | "voices" | "texts" | "events";

const FIELDS: Record<string, Field[]> = {
  MODALITY_FACE: ["faces", "heads"],
  MODALITY_BODY: ["bodies"],
  MODALITY_VOICE: ["voices"],
  MODALITY_TEXT: ["texts"],
  MODALITY_BEHAVIOUR: ["events"],
};
/** Names of all modalities. */
export const MODALITIES = Object.keys(FIELDS);
const NAMES = ["MODALITY_UNSPECIFIED", ...MODALITIES];

/** The name of a modality or use that was given as a name or a number. */
export function nameOf(value: string | number, names: readonly string[] = NAMES): string {
  return typeof value === "number" ? (names[value] ?? "") : value;
}

/** Removes the samples of some modalities; how many they were. */
export function strip(signals: SignalsInput, modalities: readonly string[]): number {
  let count = 0;
  for (const field of modalities.flatMap((modality) => FIELDS[modality] ?? [])) {
    count += signals[field]?.length ?? 0;
    delete signals[field];
  }
  return count;
}

function isEmpty(signals: SignalsInput): boolean {
  return !signals.endOfUtterance && Object.values(FIELDS).flat().every((field) => !signals[field]?.length);
}

/**
 * Parts in order. More than `fresh` messages of signals waiting: faces and bodies of the older ones go; more than
 * `most`: voice goes too (the server sees the gap); more than `limit` parts: the oldest signals. Everything else waits.
 */
export class Outbox {
  /** Samples dropped because the network was slower than the sensors. */
  dropped = 0;
  private parts: SessionRequestInput[] = [];

  constructor(
    private readonly fresh = 10,
    private readonly most = 100,
    private readonly limit = 1000,
  ) {}

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  /** Never blocks. Signals that hold nothing are passed over. */
  put(part: SessionRequestInput): void {
    if (part.signals && isEmpty(part.signals)) {
      return;
    }
    this.parts.push(part);
    if (part.signals) {
      this.thin();
    }
  }

  /** Withdrawal goes before everything that waits, and what it forbids is not sent at all. */
  putWithdraw(withdraw: WithdrawInput, forbidden: readonly string[]): void {
    for (const { signals } of this.parts) {
      if (signals) {
        strip(signals, forbidden);
      }
    }
    this.removeEmpty();
    this.parts.unshift({ withdraw });
  }

  take(): SessionRequestInput | undefined {
    return this.parts.shift();
  }

  /** Drop what a new stream has no use for: pings; and signals where nothing may be read yet. */
  forget(signals: boolean): void {
    this.parts = this.parts.filter((part) => !part.ping && !(signals && part.signals));
  }

  private thin(): void {
    const waiting = this.parts.flatMap((part) => (part.signals ? [part.signals] : []));
    const stale = waiting.at(-this.fresh - 1);
    if (stale && waiting.length > this.fresh) {
      this.dropped += strip(stale, ["MODALITY_FACE", "MODALITY_BODY"]);
    }
    const old = waiting.at(-this.most - 1);
    if (old && waiting.length > this.most) {
      this.dropped += strip(old, ["MODALITY_VOICE"]);
    }
    if (this.parts.length > this.limit && waiting[0]) {
      this.dropped += strip(waiting[0], MODALITIES);
      waiting[0].endOfUtterance = false;
    }
    this.removeEmpty();
  }

  private removeEmpty(): void {
    this.parts = this.parts.filter((part) => !part.signals || !isEmpty(part.signals));
  }
}
