// What can go wrong, in one error with the server's own reason.

import { status as Code, type StatusObject } from "@grpc/grpc-js";
import { readErrorInfo, readRetryInfo, readStatus } from "./protocol";

const RETRYABLE = ["GOING_AWAY", "OVERLOADED", "UNREACHABLE"];

/**
 * A call that failed. `reason` is a name of `ErrorReason` without its prefix, or the client's own `UNREACHABLE`,
 * `CLOSED`, `NOTICE_REFUSED`, `NOT_ALLOWED`, `CLIENT_FAULT` (a callback of the application threw); `retryAfterS` is 0 where the server named no wait.
 */
export class DerError extends Error {
  override readonly name = "DerError";

  constructor(
    readonly reason: string,
    message: string,
    readonly retryAfterS = 0,
  ) {
    super(message);
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return RETRYABLE.includes(this.reason);
  }
}

/** The reason inside a gRPC status: ErrorInfo where the server sent it, else made from the code. */
export function readError(status: StatusObject, address: string): DerError {
  let reason = "";
  let waitS = 0;
  const [packed] = status.metadata.get("grpc-status-details-bin");
  for (const detail of packed instanceof Buffer ? readStatus(packed).details : []) {
    const { type_url: typeUrl, value } = detail as unknown as { type_url: string; value: Buffer };
    if (typeUrl.endsWith("/google.rpc.ErrorInfo")) {
      reason = readErrorInfo(value).reason;
    } else if (typeUrl.endsWith("/google.rpc.RetryInfo")) {
      const delay = readRetryInfo(value).retryDelay;
      waitS = delay ? Number(delay.seconds) + delay.nanos / 1e9 : 0;
    }
  }
  const cut = status.code === Code.INTERNAL && /RST_STREAM|Session closed/.test(status.details); // Node's words for it
  if (!reason && (cut || status.code === Code.UNAVAILABLE)) {
    return unreachable(address, status.details);
  }
  return new DerError(reason || (Code[status.code] ?? "UNKNOWN"), status.details, waitS);
}

/** No server, or the way to it was cut. */
export function unreachable(address: string, why: string): DerError {
  return new DerError("UNREACHABLE", `No server answers at ${address}: is \`der serve\` running? (${why})`);
}

/** What a callback of the application threw; our own errors stay as they are. */
export function clientFault(error: unknown): DerError {
  return error instanceof DerError ? error : new DerError("CLIENT_FAULT", error instanceof Error ? error.message : String(error));
}
