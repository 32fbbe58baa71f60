// The client against a real server: what works, and what goes wrong.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, DerError, nowUs, type Client, type SessionStartInput, type SessionState } from "../src/index";
import { Server, wire } from "./server";

let server: Server;
let client: Client;
before(async () => {
  server = await Server.start();
  client = connect(server.address);
});
after(async () => {
  client.close();
  await server.stop();
});

const FACE: SessionStartInput = {
  consent: [{ modality: "MODALITY_FACE", uses: ["USE_INFER"] }, { modality: "MODALITY_TEXT", uses: ["USE_INFER"] }],
  faceSources: [{ standard: "arkit" }],
  targets: [{ id: "me", rig: "arkit" }],
};
const SMILE = {
  mouthSmileLeft: 0.8,
  mouthSmileRight: 0.8,
  cheekSquintLeft: 0.5,
  cheekSquintRight: 0.5,
  eyeSquintLeft: 0.5,
  eyeSquintRight: 0.5,
};

function face(names: string[], shown: Record<string, number>, i: number) {
  return { captureTimeUs: nowUs(), weights: names.map((name, k) => (shown[name] ?? 0) + ((i * (k + 7)) % 97) * 1e-6) };
}

async function failing(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    assert(error instanceof DerError, String(error));
    return error.reason;
  }
  return "none";
}

test("describe says what the server is", async () => {
  const described = await client.describe();
  assert(described.labels.includes("joy"));
  assert(described.bundles.every((bundle) => bundle.terms));
});

test("a smile becomes joy, with advice in the rig's own order", async () => {
  const session = await client.session({ start: FACE, confirmNotice: true });
  const states: SessionState[] = [];
  session.on("state", (state) => states.push(state));
  const names = session.ready!.layouts[0]!.names;
  for (let i = 0; i < 50; i++) {
    session.send({ faces: [face(names, SMILE, i)] });
    await sleep(40);
  }
  await session.settled();
  await session.finish();
  const last = states.at(-1)!;
  assert.equal(session.ready!.labels[last.labelIndex], "joy");
  assert(Math.abs(last.probabilities.reduce((a, b) => a + b) - 1) < 1e-4);
  const smiling = session.ready!.targets[0]!.names.indexOf("mouthSmileLeft");
  assert(last.avatars[0]!.weights[smiling]! > 0.2);
  assert(session.roundTripUs > 0);
  assert.throws(() => session.say("late"), { reason: "CLOSED" });
});

test("without the person's yes nothing is read", async () => {
  let shown = "";
  const confirmNotice = (notice: { text: string }) => {
    shown = notice.text;
    return Promise.resolve(false);
  };
  assert.equal(await failing(client.session({ start: FACE, confirmNotice })), "NOTICE_REFUSED");
  assert(shown.length > 50);
});

test("what is withdrawn is sent no more", async () => {
  const session = await client.session({ start: FACE, confirmNotice: true });
  const refused: string[] = [];
  session.on("notice", (notice) => refused.push(notice.reason));
  session.withdraw(["MODALITY_TEXT"]);
  const states: SessionState[] = [];
  session.on("state", (state) => states.push(state));
  session.say("I am so happy!");
  await session.settled();
  await session.finish();
  assert.deepEqual(refused, []);
  assert(states.every((state) => state.trigger !== "TRIGGER_TEXT"));
});

test("a declaration that cannot be read says which and why", async () => {
  const start = { ...FACE, faceSources: [{ standard: "arkitt" }] };
  assert.equal(await failing(client.session({ start, confirmNotice: true })), "BAD_DECLARATION");
});

test("too long a text ends the session with its reason", async () => {
  const session = await client.session({ start: FACE, confirmNotice: true });
  session.say("x".repeat(5000));
  const [error] = (await once(session, "end")) as [DerError];
  assert.equal(error.reason, "LIMIT_EXCEEDED");
});

test("analyze answers in one message, and says what it needs", async () => {
  assert.equal(await failing(client.analyze({ start: FACE })), "BAD_REQUEST");
  const { notice } = await client.describe();
  const names = (await client.describe()).faceStandards.find((standard) => standard.name === "arkit")!.names;
  const signals = Array.from({ length: 60 }, (_, i) => ({
    faces: [{ ...face(names, SMILE, i), captureTimeUs: 1e6 + i * 33_333 }],
  }));
  const start = { ...FACE, noticeVersionShown: notice!.version };
  const answer = await client.analyze({ start, signals });
  assert.equal(answer.labels[answer.shares[0]!.labelIndex], "joy");
});

test("watching somebody who did not agree is not allowed", async () => {
  const session = await client.session({ start: { ...FACE, personId: "someone" }, confirmNotice: true });
  const watching = client.watch(session.ready!.sessionId).next();
  assert.equal(await failing(watching), "NO_CONSENT");
  await session.finish();
});

test("no server: an error with what to do, at once where reconnecting is not wanted", async () => {
  const nowhere = connect("127.0.0.1:9");
  const opening = nowhere.session({ start: FACE, confirmNotice: true, reconnect: false });
  assert.equal(await failing(opening), "UNREACHABLE");
  assert.equal(await failing(nowhere.describe()), "UNREACHABLE");
  nowhere.close();
});

test("a cut network: the session goes on where it stopped", async () => {
  const between = await wire(server.address);
  const far = connect(between.address);
  const session = await far.session({ start: FACE, confirmNotice: true });
  session.say("I am so happy, this is wonderful!");
  await session.settled();
  const again = once(session, "reconnecting");
  between.cut();
  const [why] = (await again) as [DerError];
  assert.equal(why.reason, "UNREACHABLE");
  const [ready] = (await once(session, "ready")) as [{ resumed: boolean }];
  assert.equal(ready.resumed, true);
  await session.settled();
  await session.finish();
  far.close();
  between.close();
});

test("a server that is told to close hands over to its successor", async () => {
  const first = await Server.start({ DER_DRAIN_S: "0.5" });
  const far = connect(first.address);
  const session = await far.session({ start: FACE, confirmNotice: true });
  const told = once(session, "reconnecting");
  await first.stop();
  assert.equal((await told)[0], undefined); // a farewell, no fault
  const ready = once(session, "ready");
  const second = await Server.start({}, first.address);
  assert.equal(((await ready) as [{ reset: boolean }])[0].reset, true);
  session.say("Hello again");
  await session.settled();
  await session.finish();
  far.close();
  await second.stop();
});

test("tokens are asked for and understood", async () => {
  const key = "a secret of thirty-two bytes or more, for tests";
  const path = join(mkdtempSync(join(tmpdir(), "der-")), "key");
  writeFileSync(path, key);
  const locked = await Server.start({ DER_TOKEN_KEY: path, DER_REQUIRE_TOKEN: "true" });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = (exp: number) => {
    const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: "alice", aud: "der-server", exp })}`;
    return `${body}.${createHmac("sha256", key).update(body).digest("base64url")}`;
  };
  const now = Math.floor(Date.now() / 1000);
  for (const [given, reason] of [[undefined, "NOT_AUTHENTICATED"], [token(now - 5), "NOT_AUTHENTICATED"], [token(now + 60), "none"]] as const) {
    const far = connect(locked.address, { token: given });
    assert.equal(await failing(far.describe()), reason);
    const opening = far.session({ start: FACE, confirmNotice: true });
    assert.equal(await failing(opening), reason);
    await (await opening.catch(() => undefined))?.finish();
    far.close();
  }
  await locked.stop();
});
