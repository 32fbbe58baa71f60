// The visitor as a source: ticks what may be read, sees the server's notice, agrees, and is shown what is sent.

import { lookAt, openEyes, type Seen } from "./face";
import { Use } from "./gen/der_server/v1/session_pb";
import type { Ready } from "./gen/der_server/v1/session_pb";
import { Modality } from "./gen/der_server/v1/signals_pb";
import { listenTo, loudness, soundClock } from "./microphone";
import { byId, showBars } from "./panels";
import { canReadFaces, type DescribeResponse, dial, type SessionState } from "./server";
import { nowUs, Visit } from "./visit";
import { isChinese, word, type Word } from "./words";

const STANDARD = "mediapipe";
const LOOKS = { width: 640, height: 480, facingMode: "user" };
const SOUND = { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: false };

interface Asks {
  described(): DescribeResponse | undefined;
  /** The visitor agreed: show their session. */
  began(sessionId: string): void;
  ended(sessionId: string): void;
}

export class You {
  /** `Ready.session_id` of the visitor's own session; empty while there is none. */
  sessionId = "";
  /** From taking the newest picture or sound to its state here; 0 = none yet. */
  sampleToStateMs = 0;
  private visit: Visit | undefined;
  private sound: AudioContext | undefined;
  private streams: MediaStream[] = [];
  private leaving = new AbortController();
  private senses = new Map<Modality, { share: number; note: string }>();

  constructor(private readonly asks: Asks) {
    byId("own").addEventListener("submit", (event) => {
      event.preventDefault();
      this.begin();
    });
    byId("stop").addEventListener("click", () => this.visit?.stop());
    byId("agree").addEventListener("click", () => byId<HTMLDialogElement>("notice").close("agreed"));
    byId("decline").addEventListener("click", () => byId<HTMLDialogElement>("notice").close());
    byId("notice").addEventListener("close", () => void this.answered());
    for (const box of this.boxes()) {
      box.addEventListener("change", () => this.offer());
    }
    void this.look();
  }

  get roundTripMs(): number {
    return this.visit?.roundTripMs ?? 0;
  }

  /** Say again what is said, in the language of now. */
  draw(): void {
    const names: [Modality, Word][] = [
      [Modality.FACE, "face"],
      [Modality.VOICE, "voice"],
    ];
    const rows = names.flatMap(([modality, name]) => {
      const sense = this.senses.get(modality);
      return sense ? [{ ...sense, name: word(name) }] : [];
    });
    showBars(byId("senses"), rows);
    byId("mirror").setAttribute("aria-label", word("mirror"));
    byId("mirror").hidden = !this.senses.has(Modality.FACE);
  }

  /** What this browser and this server offer. */
  private async look(): Promise<void> {
    const devices = Boolean(navigator.mediaDevices);
    const faces = devices && (await canReadFaces().catch(() => false));
    const lacking: Word | "" = !devices ? "insecure" : !faces ? "noModel" : "";
    const [camera, microphone] = this.boxes();
    camera.disabled = !faces;
    camera.checked = faces;
    microphone.disabled = !devices;
    microphone.checked = devices;
    byId("lacking").hidden = !lacking;
    byId("lacking").dataset.word = lacking || "noModel";
    byId("lacking").textContent = lacking && word(lacking);
    this.offer();
  }

  private boxes(): HTMLInputElement[] {
    return [byId<HTMLInputElement>("useCamera"), byId<HTMLInputElement>("useMicrophone")];
  }

  private wanted(): Modality[] {
    const [camera, microphone] = this.boxes();
    return [...(camera.checked ? [Modality.FACE] : []), ...(microphone.checked ? [Modality.VOICE] : [])];
  }

  private offer(): void {
    byId<HTMLButtonElement>("begin").disabled = !this.wanted().length;
  }

  private begin(): void {
    const wanted = this.wanted();
    this.alarm("");
    this.senses.clear();
    this.leaving = new AbortController();
    this.sound = wanted.includes(Modality.VOICE) ? soundClock() : undefined;
    const start = {
      client: { name: "der-monitor", version: this.asks.described()?.version },
      consent: wanted.map((modality) => ({ modality, uses: [Use.INFER] })),
      language: isChinese() ? "zh-CN" : "en",
      faceSources: wanted.includes(Modality.FACE) ? [{ standard: STANDARD, device: "camera" }] : [],
      voice: this.sound && { sampleRateHz: this.sound.sampleRate },
      targets: [{ id: "mirror", rig: "arkit" }],
    };
    byId<HTMLButtonElement>("begin").disabled = true;
    this.visit = new Visit(dial(), start, {
      ready: (ready) => this.showNotice(ready),
      state: (state) => this.measure(state),
      notice: (message) => this.alarm(message),
      over: (why) => this.end(why),
    });
  }

  private showNotice(ready: Ready): void {
    const { notice } = ready;
    this.sessionId = ready.sessionId;
    this.senses = new Map(notice?.modalities.map((modality) => [modality, { share: 0, note: word("waiting") }]));
    byId("noticeText").textContent = notice?.text ?? "";
    byId("noticeText").lang = notice?.language ?? "";
    const sent: [Modality, Word][] = [
      [Modality.FACE, "noPicture"],
      [Modality.VOICE, "soundSent"],
    ];
    const said = sent.filter(([modality]) => this.senses.has(modality)).map(([, name]) => word(name));
    byId("sent").textContent = said.join(" ");
    byId("refusals").textContent = ready.refusals.map(({ message }) => message).join(" ");
    byId<HTMLDialogElement>("notice").returnValue = "";
    byId<HTMLDialogElement>("notice").showModal();
  }

  /** The dialog was closed. Only now are camera and microphone opened. */
  private async answered(): Promise<void> {
    if (byId<HTMLDialogElement>("notice").returnValue !== "agreed") {
      this.visit?.stop();
      return;
    }
    this.visit?.agree();
    byId("running").hidden = false;
    byId("own").hidden = true;
    byId("stop").focus();
    this.asks.began(this.sessionId);
    this.draw();
    await Promise.all([
      this.open(Modality.FACE, "noCamera", () => this.openCamera()),
      this.open(Modality.VOICE, "noMicrophone", () => this.openMicrophone()),
    ]);
  }

  /** Open one device; where it cannot be, its consent is taken back and the other goes on. */
  private async open(modality: Modality, failed: Word, work: () => Promise<void>): Promise<void> {
    if (!this.senses.has(modality)) {
      return;
    }
    try {
      await work();
    } catch (error) {
      console.warn(failed, error);
      this.alarm(word(failed));
      this.senses.delete(modality);
      this.visit?.withdraw([modality]);
      this.draw();
      if (!this.senses.size) {
        this.visit?.stop();
      }
    }
  }

  private async openCamera(): Promise<void> {
    const signal = this.leaving.signal;
    const stream = await this.stream({ video: LOOKS });
    const video = byId<HTMLVideoElement>("mirror");
    video.srcObject = stream;
    await video.play();
    const eyes = await openEyes(signal);
    lookAt(video, eyes, (seen) => this.see(seen), signal);
  }

  private see({ scores, timeMs }: Seen): void {
    this.sense(Modality.FACE, scores ? 1 : 0, word(scores ? "seen" : "notSeen"));
    const names = this.asks.described()?.faceStandards.find(({ name }) => name === STANDARD)?.names;
    if (scores && names) {
      const weights = names.map((name) => scores.get(name) ?? 0);
      this.visit?.face({ captureTimeUs: BigInt(Math.round(timeMs * 1000)), weights });
    }
  }

  private async openMicrophone(): Promise<void> {
    const stream = await this.stream({ audio: SOUND });
    await listenTo(stream, this.sound as AudioContext, (samples, first, timeMs) => {
      this.sense(Modality.VOICE, loudness(samples), "");
      const data = new Uint8Array(samples.buffer);
      this.visit?.voice({ captureTimeUs: BigInt(Math.round(timeMs * 1000)), firstSample: BigInt(first), data });
    });
  }

  /** A device's stream. Rejects where the browser gives none, or the visit ended meanwhile. */
  private async stream(what: MediaStreamConstraints): Promise<MediaStream> {
    const { signal } = this.leaving;
    const stream = await navigator.mediaDevices.getUserMedia(what);
    this.streams.push(stream);
    if (signal.aborted) {
      this.release();
    }
    signal.throwIfAborted();
    return stream;
  }

  private sense(modality: Modality, share: number, note: string): void {
    if (this.senses.has(modality)) {
      this.senses.set(modality, { share, note });
      this.draw();
    }
  }

  private measure(state: SessionState): void {
    this.sampleToStateMs = Number(nowUs() - state.coveredToUs) / 1000;
  }

  private alarm(words: string): void {
    byId("ownAlarm").textContent = words;
  }

  private release(): void {
    for (const track of this.streams.splice(0).flatMap((stream) => stream.getTracks())) {
      track.stop();
    }
    byId<HTMLVideoElement>("mirror").srcObject = null;
  }

  private end(why?: string): void {
    const wasRunning = !byId("running").hidden;
    this.leaving.abort();
    this.release();
    void this.sound?.close();
    const { sessionId } = this;
    [this.visit, this.sound, this.sessionId, this.sampleToStateMs] = [undefined, undefined, "", 0];
    byId<HTMLDialogElement>("notice").close();
    byId("running").hidden = true;
    byId("own").hidden = false;
    if (why !== undefined) {
      this.alarm(`${word("lost")} ${why}`);
    }
    this.offer();
    if (wasRunning) {
      byId("begin").focus(); // where the keyboard was, `stop` is no more
    }
    this.asks.ended(sessionId);
  }
}
