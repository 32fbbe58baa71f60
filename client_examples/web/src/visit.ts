// The visitor's own session: one WebSocket, one protobuf message in each binary message (docs/protocol.md, "A door for
// browsers"). Times are microseconds on this page's clock.

import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { SessionRequestSchema, SessionResponseSchema } from "./gen/der_server/v1/service_pb";
import type { Ready, SessionStartSchema } from "./gen/der_server/v1/session_pb";
import { type FaceFrameSchema, type Modality, SignalsSchema, type VoiceChunkSchema } from "./gen/der_server/v1/signals_pb";
import type { SessionState } from "./server";

type Face = MessageInitShape<typeof FaceFrameSchema>;
type Voice = MessageInitShape<typeof VoiceChunkSchema>;
type Part = NonNullable<MessageInitShape<typeof SessionRequestSchema>["part"]>;

const FLUSH_MS = 50;
const PING_MS = 2000;
/** While more than this waits in the socket, samples are held back: the newest faces, the newest second of voice. */
const FULL_BYTES = 64 * 1024;
const MOST_FACES = 6;
const MOST_VOICES = 20;

export const nowUs = (): bigint => BigInt(Math.round(performance.now() * 1000));

export interface Hears {
  ready(ready: Ready): void;
  state(state: SessionState): void;
  notice(message: string): void;
  /** The session is over. why: what the server said, where it was not ended here. */
  over(why?: string): void;
}

export class Visit {
  /** Milliseconds of the newest ping and its answer. */
  roundTripMs = 0;
  private faces: Face[] = [];
  private voices: Voice[] = [];
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private noticeVersion = "";
  private ended = false;

  constructor(
    private readonly socket: WebSocket,
    start: MessageInitShape<typeof SessionStartSchema>,
    private readonly hears: Hears,
  ) {
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.say({ case: "start", value: start });
      this.timers.push(setInterval(() => this.ping(), PING_MS)); // also while the notice is being read
    });
    socket.addEventListener("message", ({ data }) => {
      if (data instanceof ArrayBuffer) {
        this.hear(new Uint8Array(data));
      }
    });
    socket.addEventListener("close", ({ reason }) => this.end(reason));
  }

  /** The visitor has read the notice: from here on the server infers. */
  agree(): void {
    this.say({ case: "noticeShown", value: { noticeVersion: this.noticeVersion } });
    this.timers.push(setInterval(() => this.flush(), FLUSH_MS));
  }

  face(face: Face): void {
    this.faces.push(face);
    this.faces = this.faces.slice(-MOST_FACES);
  }

  voice(voice: Voice): void {
    this.voices.push(voice);
    this.voices = this.voices.slice(-MOST_VOICES);
  }

  withdraw(modalities: Modality[]): void {
    this.say({ case: "withdraw", value: { modalities } });
  }

  /** Take all consent back, and close. */
  stop(): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.withdraw([]);
      this.socket.send(new Uint8Array()); // nothing more comes: the server ends the session
    } else {
      this.socket.close();
    }
    this.end();
  }

  private end(why?: string): void {
    if (!this.ended) {
      this.ended = true;
      this.timers.forEach(clearInterval);
      this.hears.over(why);
    }
  }

  private hear(data: Uint8Array): void {
    const { part } = fromBinary(SessionResponseSchema, data);
    if (part.case === "ready") {
      this.noticeVersion = part.value.notice?.version ?? "";
      this.hears.ready(part.value);
    } else if (part.case === "pong") {
      this.roundTripMs = Number(nowUs() - part.value.clientSendTimeUs) / 1000;
    } else if (!this.ended && part.case === "state") {
      this.hears.state(part.value);
    } else if (!this.ended && part.case === "notice") {
      this.hears.notice(part.value.message);
    }
  }

  private ping(): void {
    this.say({ case: "ping", value: { clientSendTimeUs: nowUs() } });
  }

  private flush(): void {
    if ((this.faces.length || this.voices.length) && this.socket.bufferedAmount < FULL_BYTES) {
      this.say({ case: "signals", value: create(SignalsSchema, { faces: this.faces, voices: this.voices }) });
      [this.faces, this.voices] = [[], []];
    }
  }

  private say(part: Part): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(toBinary(SessionRequestSchema, create(SessionRequestSchema, { part })));
    }
  }
}
