// Parts that need no server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ClockProbes } from "../src/clock";
import { Outbox } from "../src/outbox";
import { backOffS } from "../src/session";

const faces = (n: number) => ({ signals: { faces: [{ captureTimeUs: n }], texts: n === 0 ? [{ text: "kept" }] : [] } });

test("of faces the newest are kept, and words wait their turn", () => {
  const outbox = new Outbox(3, 100);
  for (let n = 0; n < 10; n++) {
    outbox.put(faces(n));
  }
  outbox.put({ update: { rateHz: 5 } });
  const parts = [];
  for (let part = outbox.take(); part; part = outbox.take()) {
    parts.push(part);
  }
  const times = parts.flatMap((part) => part.signals?.faces?.map((face) => face.captureTimeUs) ?? []);
  assert.deepEqual(times, [7, 8, 9]);
  assert.equal(parts[0]!.signals!.texts![0]!.text, "kept");
  assert.equal(parts.at(-1)!.update!.rateHz, 5);
  assert.equal(outbox.dropped, 7);
});

test("what waits is bounded, words too", () => {
  const outbox = new Outbox(3, 10, 20);
  for (let n = 0; n < 1000; n++) {
    outbox.put({ signals: { texts: [{ text: String(n) }] } });
  }
  let count = 0;
  while (outbox.take()) {
    count += 1;
  }
  assert.equal(count, 20);
});

test("a withdrawal goes first and takes back what waits", () => {
  const outbox = new Outbox();
  outbox.put(faces(0));
  outbox.putWithdraw({ modalities: ["MODALITY_FACE"] }, ["MODALITY_FACE"]);
  assert(outbox.take()!.withdraw);
  assert.equal(outbox.take()!.signals!.faces, undefined);
});

test("waits double up to ten seconds and are never less than half", () => {
  assert.equal(backOffS(0, 1), 0.25);
  assert.equal(backOffS(0, 0), 0.125);
  assert.equal(backOffS(3, 1), 2);
  assert.equal(backOffS(20, 1), 10);
});

test("the shortest round trip tells the offset", () => {
  const probes = new ClockProbes();
  const pong = (sent: number, received: number) => ({
    marker: 1,
    clientSendTimeUs: sent,
    serverReceiveTimeUs: received,
    serverSendTimeUs: received + 10,
    clockOffsetUs: 0,
    roundTripUs: 0,
  });
  probes.add(pong(0, 1000 + 500), 1010); // 500 there, 500 back, 10 held: the server is 1000 ahead
  probes.add(pong(2000, 3000 + 5000), 9000);
  assert.deepEqual(probes.best, { atUs: 1010, roundTripUs: 1000, offsetUs: 1000 });
});
