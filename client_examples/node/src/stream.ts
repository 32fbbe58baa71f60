// One stream on a connection of its own: where the network has changed, the old connection leads nowhere.

import { status as Code, type ClientDuplexStream, type StatusObject } from "@grpc/grpc-js";
import { DerError, readError, unreachable } from "./errors";
import type { SessionRequestInput } from "./gen/der_server/v1/SessionRequest";
import type { SessionResponse } from "./gen/der_server/v1/SessionResponse";

export type Call = ClientDuplexStream<SessionRequestInput, SessionResponse>;

/** What ended a stream: nothing, an error, or a farewell with the seconds to wait. */
export interface Ended {
  error?: DerError;
  farewellS?: number;
}

export class Stream {
  /** Whether the network takes more; `onDrain` is called when it does again. */
  writable = true;
  readonly ended: Promise<Ended>;
  private why: Ended | undefined;
  private silence: NodeJS.Timeout | undefined;

  constructor(
    private readonly call: Call,
    address: string,
    private readonly silenceS: number,
    onPart: (part: SessionResponse) => void,
    onDrain: () => void,
  ) {
    const over = new Promise<StatusObject>((resolve) => call.on("status", resolve));
    call.on("error", () => undefined); // `status` follows and says the same
    call.on("drain", () => {
      this.writable = true;
      onDrain();
    });
    call.on("data", (part: SessionResponse) => {
      this.listen(address);
      onPart(part);
    });
    this.listen(address);
    this.ended = over.then((status) => {
      clearTimeout(this.silence);
      return this.why ?? (status.code === Code.OK ? {} : { error: readError(status, address) });
    });
  }

  write(part: SessionRequestInput): void {
    this.writable = this.call.write(part) && this.writable;
  }

  /** Nothing more will be written. */
  end(): void {
    this.call.end();
  }

  /** End it now, for a reason of our own. */
  cut(why: Ended): void {
    this.why ??= why;
    this.call.cancel();
  }

  /** From now on `silenceS` seconds without a word count as a cut. */
  private listen(address: string): void {
    clearTimeout(this.silence);
    const cut = () => this.cut({ error: unreachable(address, `nothing came for ${this.silenceS} s`) });
    this.silence = setTimeout(cut, this.silenceS * 1000);
  }
}
