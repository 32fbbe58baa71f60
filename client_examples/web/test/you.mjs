// The visitor's own camera and microphone: nothing without their yes, everything shown, and gone when they stop.

import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, open, shots, shown, text, until } from "./kit.mjs";
import { tinyVrm } from "./tiny_vrm.mjs";

const share = async (page, name) => {
  const row = (await text(page, "evidence")).split("\n").findIndex((line) => line.startsWith(name));
  return row < 0 ? 0 : Number.parseInt((await text(page, "evidence")).split("\n")[row + 1], 10);
};
const tracks = (page) => page.evaluate(() => document.getElementById("mirror").srcObject?.getTracks().length ?? 0);

test("a visitor agrees, is read by face and voice, sees their smile on the head and on their VRM, and stops", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  await until(() => page.isEnabled("#begin"));
  await page.click("#begin");
  await until(() => shown(page, "notice"));
  assert.match(await text(page, "noticeText"), /facial expression, the sound of your voice/);
  assert.equal(await tracks(page), 0, "the camera was opened before the visitor agreed");
  await page.screenshot({ path: `${shots}notice.png` });
  await page.click("#agree");
  await until(async () => (await text(page, "senses")).includes("seen"));
  assert.equal(await page.evaluate(() => document.getElementById("session").selectedOptions[0].text.split(" ")[0]), "You");
  await until(async () => (await share(page, "Face")) > 0 && (await share(page, "Voice")) > 0);
  await until(async () => (await page.evaluate(() => window.derMonitor.weights().mouthSmileLeft)) > 0.2);
  assert.match(await text(page, "latency"), /from you to the state/);
  await page.screenshot({ path: `${shots}you.png`, fullPage: true });
  const drop = (name, buffer) => page.setInputFiles("#vrm", { name, mimeType: "model/gltf-binary", buffer });
  await drop("broken.vrm", Buffer.from("no model"));
  await until(async () => (await text(page, "file")).includes("could not be read"));
  await drop("tiny.vrm", tinyVrm());
  await until(async () => (await page.evaluate(() => window.derMonitor.expressions().happy ?? 0)) > 0.3);
  await page.click("#stop");
  await until(async () => !(await shown(page, "running")));
  assert.equal(await tracks(page), 0, "the camera is still on");
  assert(await shown(page, "own"));
  assert.equal(await text(page, "ownAlarm"), "");
  await until(async () => (await share(page, "Body")) > 0); // the mock headset is back on the screen
  assert.deepEqual(complaints, []);
});

test("who says no is not read, and who ticks one thing gives one thing", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, locale: "zh-CN", colorScheme: "dark" });
  await until(() => page.isEnabled("#begin"));
  await page.uncheck("#useCamera");
  await page.click("#begin");
  await until(() => shown(page, "notice"));
  assert.match(await text(page, "noticeText"), /声音/);
  assert.doesNotMatch(await text(page, "noticeText"), /面部/);
  await page.screenshot({ path: `${shots}notice-phone-dark.png` });
  await page.keyboard.press("Escape");
  await until(async () => !(await shown(page, "notice")));
  await until(() => page.isEnabled("#begin"));
  assert.equal(await shown(page, "running"), false);
  await page.click("#begin");
  await until(() => shown(page, "notice"));
  await page.click("#agree");
  await until(async () => (await share(page, "声音")) > 0);
  assert.equal(await share(page, "面部"), 0);
  await page.screenshot({ path: `${shots}you-phone-dark.png`, fullPage: true });
  assert.deepEqual(complaints, []);
});

test("a server without the face model offers the microphone alone, and says why", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 1000, height: 700 }, locale: "en-GB" }, { "**/camera.json": { face: false } });
  await until(() => shown(page, "own"));
  assert.match(await text(page, "lacking"), /make camera/);
  assert.equal(await page.isEnabled("#useCamera"), false);
  assert.equal(await page.isChecked("#useMicrophone"), true);
  await page.screenshot({ path: `${shots}no-model.png` });
});

test("a camera that fails takes its consent back, and the voice goes on", { timeout: 120_000 }, async () => {
  const page = await open({ viewport: { width: 1000, height: 700 }, locale: "en-GB" });
  await until(() => page.isEnabled("#begin"));
  await page.evaluate(() => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (what) =>
      what.video ? Promise.reject(new DOMException("taken", "NotReadableError")) : real(what);
  });
  await page.click("#begin");
  await until(() => shown(page, "notice"));
  await page.click("#agree");
  await until(async () => (await text(page, "ownAlarm")).includes("camera could not be used"));
  await until(async () => (await share(page, "Voice")) > 0);
  assert.doesNotMatch(await text(page, "senses"), /Face/);
  assert.deepEqual(complaints, []);
});
