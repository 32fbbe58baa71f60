// A live session in a real Chromium: a mock headset performs before a real server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, open, shots, states, until } from "./kit.mjs";

/** From now on, note ten times a second what the page says and what the face shows. */
const sample = (page) =>
  page.evaluate(() => {
    window.rows = [];
    setInterval(() => {
      const { label, weights, count } = window.derMonitor;
      window.rows.push({ count: count(), label: label(), smile: weights().mouthSmileLeft ?? 0 });
    }, 100);
  });
const pixels = (page, id) => page.evaluate((name) => document.getElementById(name).toDataURL(), id);
const mean = (rows, name) => rows.reduce((sum, row) => sum + row[name], 0) / rows.length;

test("a mock headset runs: charts move, and the face shows what is advised", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  await states(page, 5);
  const before = { chart: await pixels(page, "probabilities"), band: await pixels(page, "valence") };
  await sample(page);
  let glad = [];
  let other = [];
  let rows = [];
  const wanted = new Set(["joy", "sadness", "anger"]);
  await until(async () => {
    rows = await page.evaluate(() => window.rows);
    glad = rows.filter((row) => row.label === "joy");
    other = rows.filter((row) => ["sadness", "anger", "fear"].includes(row.label));
    const { label, smile } = rows.at(-1) ?? {};
    if (wanted.has(label) && (label !== "joy" || smile > 0.3)) {
      wanted.delete(label);
      await page.screenshot({ path: `${shots}light-${label}.png`, fullPage: true });
    }
    return glad.length >= 20 && other.length >= 20;
  });
  assert.notEqual(await pixels(page, "probabilities"), before.chart);
  assert.notEqual(await pixels(page, "valence"), before.band);
  assert(rows.at(-1).count > rows[0].count + 30, `${rows[0].count} to ${rows.at(-1).count} states`);
  assert(mean(glad, "smile") > 0.25, `smile of ${mean(glad, "smile")} in joy`);
  assert(mean(other, "smile") < 0.1, `smile of ${mean(other, "smile")} in others`);
  assert.match(await page.textContent("#advice"), /\w/);
  assert.match(await page.textContent("#evidence"), /Face/);
  assert.equal(await page.textContent("#health").then((text) => text.startsWith("Serving")), true);
});

test("phone, dark and Chinese; no keyboard trap; nothing in the console", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, locale: "zh-CN", colorScheme: "dark" });
  await states(page, 3);
  assert.equal(await page.getAttribute("html", "lang"), "zh");
  assert.match(await page.textContent("h1"), /监视器/);
  const { wide, inner } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, inner: innerWidth }));
  assert(wide <= inner, `the page is ${wide} wide on a screen of ${inner}`);
  const reached = [];
  await until(() => page.isEnabled("#begin"));
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.className));
  }
  assert.deepEqual(reached, [
    ...["skip", "session", "language", "theme", "useCamera", "useMicrophone", "begin", "vrm"],
  ]);
  await page.screenshot({ path: `${shots}phone-dark.png`, fullPage: true });
  assert.deepEqual(complaints, []);
});
