// DerSocket.jslib as a web player would use it, against a real server: prints the session id, then how the socket closed.
// Usage: node --experimental-websocket jslib.mjs JSLIB NODE_CLIENT_FOLDER ws://HOST:PORT

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runInNewContext } from "node:vm";

const [jslib, folder, address] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const options = { includeDirs: [join(folder, "dist/protos")], longs: Number, enums: String };
const loaded = require("@grpc/proto-loader").loadSync("der_server/v1/service.proto", options);
const request = loaded["der_server.v1.SessionRequest"];
const response = loaded["der_server.v1.SessionResponse"];

// What Emscripten gives a library: its memory, its strings, and the names that start with $ as globals.
const HEAPU8 = new Uint8Array(1 << 20);
const world = { HEAPU8, LibraryManager: { library: {} }, UTF8ToString: (text) => text, WebSocket, TextEncoder, Uint8Array };
world.mergeInto = (library, functions) => Object.assign(library, functions);
runInNewContext(readFileSync(jslib, "utf8"), world);
const library = world.LibraryManager.library;
world.DerSockets = library.$DerSockets;

function take(id) {
  const size = library.DerSocketPeek(id);
  if (size < 0) return undefined;
  library.DerSocketTake(id, 0);
  return { text: size % 2 === 1, bytes: Buffer.from(HEAPU8.slice(0, size >> 1)) };
}

async function until(found) {
  for (let answer; ; await sleep(5)) {
    if ((answer = found())) return answer;
  }
}

function send(id, part) {
  const bytes = part ? request.serialize(part) : Buffer.alloc(0);
  HEAPU8.set(bytes, 64);
  library.DerSocketSend(id, 64, bytes.length);
}

async function visit(face) {
  const id = library.DerSocketOpen(`${address}/v1/session`, "");
  await until(() => library.DerSocketState(id) === 1);
  send(id, { start: { faceSources: [{ standard: face }] } });
  const first = await until(() => take(id));
  console.log(first.text ? "status" : `session ${response.deserialize(first.bytes).ready.sessionId.length > 0}`);
  send(id); // an empty message: nothing more comes
  await until(() => library.DerSocketState(id) === 3);
  console.log(`closed ${library.DerSocketCode(id)} buffered ${library.DerSocketBuffered(id)}`);
  library.DerSocketClose(id);
}

await visit("arkit");
await visit("arkitt");
