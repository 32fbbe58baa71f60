// A room's climate: what many people feel together, never one of them.

import { colourOf } from "./charts";
import { byId, percent, showBars } from "./panels";
import { type DescribeResponse, listRooms, type LiveRoom, type RoomState, watchRoom } from "./server";
import { isChinese, label, word, type Word } from "./words";

/** Noise beyond this on a share: the figures are shown pale, and a sentence says that they mean little (our choice). */
const MUCH_NOISE = 0.25;
/** A change of tension smaller than this, or than the noise, is shown as none (our choice). */
const LEAST_TREND = 0.05;

/** Names in `Describe`'s order. */
type Names = Pick<DescribeResponse, "labels" | "socialLabels">;

export class RoomPanel {
  private rooms: LiveRoom[] = [];
  private watching: { roomId: string; language: string; stop: AbortController } | undefined;
  private newest: RoomState | undefined;

  constructor(private readonly names: () => Names) {
    byId("rooms").addEventListener("change", (event) => void this.follow((event.target as HTMLSelectElement).value));
  }

  /** Look which rooms there are; watch one where none is watched. */
  async look(): Promise<void> {
    this.rooms = await listRooms();
    const select = byId<HTMLSelectElement>("rooms");
    this.rooms.forEach(({ roomId }, i) => {
      const option = select.options[i] ?? select.appendChild(document.createElement("option"));
      option.value = option.textContent = roomId;
    });
    select.options.length = this.rooms.length;
    const known = this.rooms.some(({ roomId }) => roomId === this.watching?.roomId);
    if (known && this.watching) {
      select.value = this.watching.roomId;
      this.draw();
    } else if (this.rooms.length) {
      void this.follow(this.rooms[0].roomId);
    } else {
      this.leave();
    }
  }

  /** Everything that depends on the newest release, the language or the theme. */
  draw(): void {
    const { newest } = this;
    if (this.watching && this.watching.language !== language()) {
      void this.follow(this.watching.roomId); // its advice comes in a language
    }
    if (!newest) {
      return;
    }
    byId("climate").hidden = false;
    byId("people").textContent = `${this.people()} ${word("letWatch")}`;
    byId("few").textContent = newest.tooFew ? this.why() : "";
    byId("mood").hidden = newest.tooFew;
    byId("mood").classList.toggle("pale", noiseOnShares(newest) > MUCH_NOISE);
    byId("roomNoise").textContent = newest.tooFew ? "" : noise(newest);
    if (!newest.tooFew) {
      this.drawMood(newest);
    }
    const pairs = newest.conflicts.map(
      (pair) =>
        `${pair.sessionId.slice(0, 6)} · ${pair.otherSessionId.slice(0, 6)}: ${percent(pair.level)}${pair.rising ? ` ${word("rising")}` : ""}`,
    );
    byId("pairs").textContent = pairs.length ? `${word("conflict")}: ${pairs.join(", ")}` : "";
  }

  /** How many there are now: the list is newer than a release. */
  private people(): number {
    return this.rooms.find(({ roomId }) => roomId === this.watching?.roomId)?.people ?? this.newest?.people ?? 0;
  }

  private why(): string {
    return word("few").replaceAll("{}", String(this.newest?.privacy?.smallestGroup ?? 5));
  }

  private drawMood(room: RoomState): void {
    const { labels, socialLabels } = this.names();
    const full = noiseOnShares(room);
    const row = (name: string, share: number, spread: number, more = "") => ({
      name,
      share,
      note: `${percent(share)}${spread ? ` ± ${percent(spread)}` : ""}${more}`,
    });
    const shares = (names: string[], values: number[]) =>
      names.map((name, i) => ({
        ...row(label(name), values[i] ?? 0, full),
        colour: colourOf(`--${name}`) || colourOf("--accent"),
      }));
    showBars(byId("shares"), shares(labels, room.probabilities));
    showBars(byId("roomSocial"), shares(socialLabels, room.social));
    const signed = (name: Word, mean = 0) => ({
      name: word(name),
      share: (mean + 1) / 2,
      note: `${mean.toFixed(2)}${full ? ` ± ${full.toFixed(2)}` : ""}`,
    });
    const moved = Math.abs(room.tensionTrend) > Math.max(full, LEAST_TREND);
    const trend = moved ? ` ${room.tensionTrend > 0 ? "↑" : "↓"}` : "";
    showBars(byId("figures"), [
      row(word("tension"), room.tension, full, trend),
      row(word("participation"), room.participation, full / 2),
      row(word("attention"), room.attention, full / 2),
      row(word("synchrony"), room.synchrony, full),
      row(word("contagion"), room.contagion, full),
      signed("valence", room.valence?.mean),
      signed("arousal", room.arousal?.mean),
    ]);
    const advice = room.advice;
    byId("roomStrategy").textContent = advice ? label(advice.strategy) : "";
    byId("roomWording").textContent = advice?.wording[0] ?? "";
    byId("roomReasons").textContent = advice?.reasons.length ? `${word("because")} ${advice.reasons.map(label).join(", ")}` : "";
  }

  private async follow(roomId: string): Promise<void> {
    this.watching?.stop.abort();
    const stop = new AbortController();
    this.watching = { roomId, language: language(), stop };
    this.newest = undefined;
    try {
      for await (const room of watchRoom(roomId, language(), stop.signal)) {
        this.newest = room;
        this.draw();
      }
    } catch {
      // it ended, or another was chosen: `look` finds what there is now
    }
    if (this.watching?.stop === stop) {
      this.watching = undefined;
    }
  }

  private leave(): void {
    this.watching?.stop.abort();
    this.watching = this.newest = undefined;
    byId("climate").hidden = true;
  }
}

const language = (): string => (isChinese() ? "zh-CN" : "en");

/** Standard deviation on every figure but participation and attention, which have half of it. */
const noiseOnShares = (room: RoomState): number => 2 * (room.privacy?.noise ?? 0);

/** How the release is protected, in words. */
function noise(room: RoomState): string {
  const { epsilon = 0, releaseS = 0 } = room.privacy ?? {};
  const size = noiseOnShares(room);
  const said = word(size ? "noisy" : "exact")
    .replace("{noise}", percent(size))
    .replace("{epsilon}", String(epsilon))
    .replace("{seconds}", String(releaseS));
  return size > MUCH_NOISE ? `${said} ${word("muchNoise")}` : said;
}
