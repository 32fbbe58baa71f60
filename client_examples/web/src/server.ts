// The server as the page sees it: gRPC-Web on its own origin.

import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { DerService, type DescribeResponse, type LiveSession } from "./gen/der_server/v1/service_pb";
import type { SessionState } from "./gen/der_server/v1/emotion_pb";

export type { DescribeResponse, LiveSession, SessionState };

let token = ""; // in memory only

export function setToken(value: string): void {
  token = value;
}

const transport = createGrpcWebTransport({
  baseUrl: location.origin,
  interceptors: [
    (next) => (request) => {
      if (token) {
        request.header.set("authorization", `Bearer ${token}`);
      }
      return next(request);
    },
  ],
});
const client = createClient(DerService, transport);

export const describe = (): Promise<DescribeResponse> => client.describe({});

export async function listSessions(): Promise<LiveSession[]> {
  return (await client.listSessions({})).sessions;
}

/** States of a session until it ends or the signal aborts. */
export async function* watch(session: LiveSession, signal: AbortSignal): AsyncGenerator<SessionState> {
  const request = { sessionId: session.sessionId, withAdvice: session.withAdvice };
  for await (const { state } of client.watch(request, { signal })) {
    if (state) {
      yield state;
    }
  }
}

export async function health(): Promise<"SERVING" | "NOT_SERVING"> {
  return (await fetch("/healthz")).ok ? "SERVING" : "NOT_SERVING";
}

export const isLocked = (error: unknown): boolean => ConnectError.from(error).code === Code.Unauthenticated;
