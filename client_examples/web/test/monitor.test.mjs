// The page in a real Chromium, before a real server and a mock headset.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { tinyVrm } from "./tiny_vrm.mjs";

const PYTHON = process.env.DER_PYTHON ?? "python3";
const CHROMIUM = process.env.DER_CHROMIUM ?? "/usr/bin/chromium";
const SECONDS = 20;
const WATCH_MS = 30_000;
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const shots = path("./shots/");
mkdirSync(shots, { recursive: true });

let server;
let web;
let headset;
let browser;
let over = false;
const complaints = [];

before(async () => {
  const listen = ["--listen", "127.0.0.1:0", "--web-listen", "127.0.0.1:0", "--monitor", "--json"];
  server = spawn(PYTHON, ["-m", "der_server.cli", "serve", ...listen], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const said = JSON.parse(line);
  web = said.web;
  const mock = path("../../python/mock_headset.py");
  const perform = () => {
    headset = spawn(PYTHON, [mock, "--address", said.address, "--seconds", String(SECONDS)], { stdio: "ignore" });
    headset.on("exit", () => over || perform()); // again and again
  };
  perform();
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
});

after(async () => {
  over = true;
  await browser?.close();
  headset?.kill();
  server?.kill();
});

async function open(options) {
  const page = await browser.newPage(options);
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(web);
  return page;
}

const seen = (page) =>
  page.evaluate(() => ({
    count: window.derMonitor.count(),
    label: window.derMonitor.label(),
    smile: window.derMonitor.weights().mouthSmileLeft ?? 0,
    frown: window.derMonitor.weights().browDownLeft ?? 0,
  }));
/** Wait for something. (Playwright's own waiting needs `eval`, which the page forbids.) */
async function until(holds) {
  for (let tries = 0; !(await holds()); tries++) {
    assert(tries < 150, `never came: ${holds}`);
    await sleep(200);
  }
}
const states = (page, least) => until(async () => (await page.evaluate(() => window.derMonitor.count())) >= least);
const pixels = (page, id) => page.evaluate((name) => document.getElementById(name).toDataURL(), id);
const mean = (rows, name) => rows.reduce((sum, row) => sum + row[name], 0) / rows.length;

test("a mock headset runs: charts move, and the face shows what is advised", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  await states(page, 5);
  const before = { chart: await pixels(page, "probabilities"), band: await pixels(page, "valence") };
  const rows = [];
  const wanted = new Set(["joy", "sadness", "anger"]);
  for (const end = Date.now() + WATCH_MS; Date.now() < end; await sleep(250)) {
    rows.push(await seen(page));
    const { label, smile } = rows.at(-1);
    if (wanted.has(label) && (label !== "joy" || smile > 0.3)) {
      wanted.delete(label);
      await page.screenshot({ path: `${shots}light-${label}.png`, fullPage: true });
    }
  }
  assert.notEqual(await pixels(page, "probabilities"), before.chart);
  assert.notEqual(await pixels(page, "valence"), before.band);
  assert(rows.at(-1).count > rows[0].count + 50, `${rows[0].count} to ${rows.at(-1).count} states`);
  const glad = rows.filter((row) => row.label === "joy");
  const other = rows.filter((row) => ["sadness", "anger", "fear"].includes(row.label));
  assert(glad.length >= 8 && other.length >= 8, `${glad.length} joyful and ${other.length} other moments`);
  assert(mean(glad, "smile") > 0.25, `smile of ${mean(glad, "smile")} in joy`);
  assert(mean(other, "smile") < 0.1, `smile of ${mean(other, "smile")} in others`);
  assert.match(await page.textContent("#advice"), /\w/);
  assert.match(await page.textContent("#evidence"), /Face/);
  assert.equal(await page.textContent("#health").then((text) => text.startsWith("Serving")), true);
  await page.close();
});

test("a dropped VRM takes the stage and smiles; what is none says so", { timeout: 90_000 }, async () => {
  const page = await open({ viewport: { width: 900, height: 900 }, locale: "en-GB" });
  await states(page, 1);
  const file = (name, buffer) => page.setInputFiles("#vrm", { name, mimeType: "model/gltf-binary", buffer });
  await file("broken.vrm", Buffer.from("no model"));
  await until(async () => (await page.textContent("#file")).includes("could not be read"));
  await file("tiny.vrm", tinyVrm());
  const happy = () => page.evaluate(() => window.derMonitor.expressions().happy ?? -1);
  await until(async () => (await happy()) >= 0);
  let highest = 0;
  const end = Date.now() + 45_000;
  while (Date.now() < end && highest < 0.3) {
    highest = Math.max(highest, await happy());
    await sleep(200);
  }
  assert(highest >= 0.3, `the most happy it was: ${highest}`);
  await page.close();
});

test("phone, dark and Chinese; no keyboard trap; nothing in the console", { timeout: 60_000 }, async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, locale: "zh-CN", colorScheme: "dark" });
  await states(page, 3);
  assert.equal(await page.getAttribute("html", "lang"), "zh");
  assert.match(await page.textContent("h1"), /监视器/);
  const { wide, inner } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, inner: innerWidth }));
  assert(wide <= inner, `the page is ${wide} wide on a screen of ${inner}`);
  const reached = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.className));
  }
  assert.deepEqual(reached.slice(0, 5), ["skip", "session", "language", "theme", "vrm"]);
  await page.screenshot({ path: `${shots}phone-dark.png`, fullPage: true });
  await page.close();
  assert.deepEqual(complaints, []);
});
