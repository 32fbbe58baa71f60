// A room's climate: of few nothing, with the reason; of more the shares, and how much noise is in them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, open, room, shots, shown, text, until } from "./kit.mjs";

test("three in a room are not shown, with the reason; six are, with their noise", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 1280, height: 900 }, locale: "en-GB", colorScheme: "dark" });
  const people = room("class");
  people.people(3);
  await until(async () => (await shown(page, "climate")) && (await text(page, "people")).startsWith("3"));
  assert.match(await text(page, "few"), /Fewer than 5 people/);
  assert.equal(await shown(page, "mood"), false);
  await page.screenshot({ path: `${shots}room-few.png`, fullPage: true });
  people.people(6);
  await until(() => shown(page, "mood"));
  assert.match(await text(page, "shares"), /joy\s+\d+\s% ± \d+\s%/);
  assert.match(await text(page, "roomNoise"), /Noise is added/);
  assert.match(await text(page, "roomStrategy"), /\w/);
  await page.screenshot({ path: `${shots}room.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  const { wide, inner } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, inner: innerWidth }));
  assert(wide <= inner, `the page is ${wide} wide on a screen of ${inner}`);
  await page.screenshot({ path: `${shots}room-phone.png`, fullPage: true });
  people.people(0);
  await until(async () => !(await shown(page, "climate")));
  people.close();
  assert.deepEqual(complaints, []);
});
