// The server as the page sees it: gRPC-Web and a WebSocket on its own origin.

import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { DerService, type DescribeResponse, type LiveSession } from "./gen/der_server/v1/service_pb";
import { type LiveRoom, RoomService, type RoomState } from "./gen/der_server/v1/room_pb";
import type { SessionState } from "./gen/der_server/v1/emotion_pb";

export type { DescribeResponse, LiveRoom, LiveSession, RoomState, SessionState };

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
const rooms = createClient(RoomService, transport);

export const describe = (): Promise<DescribeResponse> => client.describe({});

export async function listSessions(): Promise<LiveSession[]> {
  return (await client.listSessions({})).sessions;
}

export async function listRooms(): Promise<LiveRoom[]> {
  return (await rooms.listRooms({})).rooms;
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

/** Releases of a room until it is empty or the signal aborts. language: of the advice, BCP-47. */
export async function* watchRoom(roomId: string, language: string, signal: AbortSignal): AsyncGenerator<RoomState> {
  for await (const { room } of rooms.watchRoom({ roomId, language }, { signal })) {
    if (room) {
      yield room;
    }
  }
}

/** The socket of a session of one's own. A browser cannot set headers: the token goes as a subprotocol. */
export function dial(): WebSocket {
  return new WebSocket(`${location.origin.replace("http", "ws")}/v1/session`, ["der.v1", ...(token ? [`bearer.${token}`] : [])]);
}

export async function health(): Promise<"SERVING" | "NOT_SERVING"> {
  return (await fetch("/healthz")).ok ? "SERVING" : "NOT_SERVING";
}

/** Whether this server has the files that reading a face in the page needs (setting `monitor_camera`). */
export async function canReadFaces(): Promise<boolean> {
  const told = (await (await fetch("/camera.json")).json()) as { face: boolean };
  return told.face;
}

export const isLocked = (error: unknown): boolean => ConnectError.from(error).code === Code.Unauthenticated;
