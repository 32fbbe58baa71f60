// What the tests of the page share: one server, one mock headset that performs again and again, one Chromium with a fake
// camera and microphone.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PYTHON = process.env.DER_PYTHON ?? "python3";
const CHROMIUM = process.env.DER_CHROMIUM ?? "/usr/bin/chromium";
const SECONDS = 20;
const path = (name) => fileURLToPath(new URL(name, import.meta.url));

export const shots = path("./shots/");
/** What a page complained of: errors in its console, and those nobody caught. */
export const complaints = [];
mkdirSync(shots, { recursive: true });

const folder = mkdtempSync(join(tmpdir(), "der-monitor-"));
const children = [];
const pages = [];
let browser;
let address;
let web;
let performing = true;

/** Start a Python program of this project; it is ended with the tests. */
export function python(...given) {
  const child = spawn(PYTHON, given, { stdio: ["pipe", "pipe", "ignore"] });
  children.push(child);
  return child;
}

before(async () => {
  execFileSync(PYTHON, [path("./devices.py"), folder]);
  execFileSync(PYTHON, [path("../camera_files.py"), join(folder, "camera")]);
  const listen = ["--listen", "127.0.0.1:0", "--web-listen", "127.0.0.1:0", "--json"];
  const monitor = ["--monitor", "--monitor-camera", join(folder, "camera")];
  const server = python("-m", "der_server.cli", "serve", ...listen, ...monitor);
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  ({ address, web } = JSON.parse(line));
  perform();
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
      ...["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
      ...[`--use-file-for-fake-video-capture=${folder}/face.mjpeg`, `--use-file-for-fake-audio-capture=${folder}/voice.wav`],
    ],
  });
});

after(async () => {
  performing = false;
  await browser?.close();
  children.forEach((child) => child.kill());
  rmSync(folder, { recursive: true });
});

afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()));
});

function perform() {
  const mock = python(path("../../python/mock_headset.py"), "--address", address, "--seconds", String(SECONDS));
  mock.stdout.resume();
  mock.on("exit", () => performing && perform());
}

/** A room with as many people as `people` is told last. */
export function room(name) {
  const guests = python(path("./guests.py"), address, name);
  return { people: (count) => guests.stdin.write(`${count}\n`), close: () => guests.stdin.end() };
}

/** Open the monitor. answers: by pattern of its address, JSON to answer a request with instead of the server. */
export async function open(options, answers = {}) {
  const page = await browser.newPage(options);
  pages.push(page);
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  for (const [pattern, json] of Object.entries(answers)) {
    await page.route(pattern, (route) => route.fulfill({ json }));
  }
  await page.goto(web);
  return page;
}

/** Wait for something. (Playwright's own waiting needs `eval`, which the page forbids.) */
export async function until(holds) {
  for (let tries = 0; !(await holds()); tries++) {
    assert(tries < 300, `never came: ${holds}`);
    await sleep(200);
  }
}

export const states = (page, least) =>
  until(async () => (await page.evaluate(() => window.derMonitor.count())) >= least);
export const shown = (page, id) => page.evaluate((name) => document.getElementById(name).checkVisibility(), id);
export const text = (page, id) => page.evaluate((name) => document.getElementById(name).innerText, id);
