// Does what the conformance kit says on standard input, one command a line, and tells what happened on its output.
// See tests/clients/kit/README.md. Usage: driver.mjs FOLDER, the folder of the built Node client.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const folder = process.argv[2];
const require = createRequire(join(folder, "package.json"));
const { connect, nowUs } = require(join(folder, "dist/src/index.js"));
const { loadSync } = require("@grpc/proto-loader");

const MODALITIES = ["FACE", "BODY", "VOICE", "TEXT", "BEHAVIOUR"].map((name) => `MODALITY_${name}`);
const SMILE = [6, 7, 18, 19, 43, 44, 47, 48];
const START = {
  client: { name: "kit", version: "1" },
  context: { ageClass: "AGE_CLASS_ADULT" },
  faceSources: [{ standard: "arkit" }],
  voice: { sampleRateHz: 16000 },
  consent: MODALITIES.map((modality) => ({ modality, uses: ["USE_INFER"] })),
};

let client;
let session;
let answer;
let samples = 0;

const say = (line) => process.stdout.write(`${line.replaceAll("\n", " ").trimEnd()}\n`);
const told = (error) => (error ? ` ${error.reason} ${error.message}` : "");

/** A smile in ARKit order; a little noise, since a tracker never repeats itself. */
function face(count) {
  const at = nowUs() + samples++;
  const noise = (i) => ((Math.floor(at / 1000) * (i + 7)) % 97) * 1e-6;
  const weights = Array.from({ length: count }, (_, i) => (SMILE.includes(i) ? 0.6 : 0) + noise(i));
  session.send({ faces: [{ captureTimeUs: at, weights }] });
}

function open(address, ...options) {
  session?.leave();
  client?.close();
  const given = Object.fromEntries(options.map((option) => option.split(/=(.*)/s)));
  const noToken = () => {
    throw new Error("no token today");
  };
  client = connect(address, { token: given.token === "throw" ? noToken : given.token, tls: given.ca });
  session = client.begin({
    start: START,
    confirmNotice: (notice) => {
      say(`notice_to_show ${notice.version}`);
      return new Promise((resolve) => (answer = resolve));
    },
    reconnect: given.reconnect !== "0",
    maxTries: Number(given.tries ?? 8),
    silenceS: Number(given.silence ?? 15),
  });
  listen(session);
}

function listen(session) {
  session.on("phase", (phase, error) => say(`phase ${phase}${told(error)}`));
  session.on("ready", (ready) => say(`ready resumed=${Number(ready.resumed)} reset=${Number(ready.reset)}`));
  session.on("state", (state) => say(`state ${state.sequence} ${session.ready.labels[state.labelIndex] ?? "-"}`));
  session.on("notice", (notice) => say(`notice ${notice.reason.replace("ERROR_REASON_", "")} ${notice.count}`));
}

function pose([x, y, z, qx, qy, qz, qw]) {
  const head = { position: { x, y, z }, rotation: { x: qx, y: qy, z: qz, w: qw } };
  session.send({ heads: [{ captureTimeUs: nowUs(), head }] });
}

function echo(type, hex) {
  const options = { includeDirs: [join(folder, "dist/protos")], longs: Number, enums: String };
  const loaded = loadSync("der_server/v1/service.proto", options)[`der_server.v1.${type}`];
  say(`echo ${loaded.serialize(loaded.deserialize(Buffer.from(hex, "hex"))).toString("hex")}`);
}

const COMMANDS = {
  open,
  agree: () => answer(true),
  refuse: () => answer(false),
  faces: (count) => Array.from({ length: Number(count) }, () => face(52)),
  wrong: (count) => face(Number(count)),
  big: (bytes) => session.send({ voices: [{ captureTimeUs: nowUs(), data: Buffer.alloc(Number(bytes)) }] }),
  text: (...words) => session.say(words.join(" ")),
  space: () => say("space openxr"),
  pose: (...numbers) => pose(numbers.map(Number)),
  withdraw: (modality) => session.withdraw([`MODALITY_${modality.toUpperCase()}`]),
  count: () => say(`dropped ${session.samplesDropped}`),
  clock: () => say(`clock ${Math.round(session.clockOffsetUs)} ${Math.round(session.roundTripUs)}`),
  finish: () => void session.finish(),
  leave: () => session.leave(),
  echo,
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...words] = line.split(" ");
  try {
    COMMANDS[command](...words);
  } catch (error) {
    say(`phase failed${told(error)}`);
  }
}
session?.leave();
client?.close();
