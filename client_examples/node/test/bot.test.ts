// The sample bot: words in, advice out.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { Bot } from "../examples/bot";
import { Server } from "./server";

let server: Server;
before(async () => {
  server = await Server.start();
});
after(() => server.stop());

async function typed(lines: string[], ...args: string[]): Promise<{ said: string; code: number }> {
  const script = join(__dirname, "..", "examples", "console.js");
  const child = spawn(process.execPath, [script, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const exit = once(child, "exit");
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  const said = await text(child.stdout);
  return { said, code: ((await exit) as [number])[0] };
}

test("the bot hears two people apart, and forgets", async () => {
  const asked: string[] = [];
  const showNotice = (personId: string) => Promise.resolve(Boolean(asked.push(personId)));
  const bot = new Bot({ address: server.address, showNotice });
  const [glad, sad] = await Promise.all([
    bot.hear("one", "I am so happy, this is wonderful!"),
    bot.hear("two", "I am so sad, I miss her and I cry all day."),
  ]);
  assert.equal(glad.label, "joy");
  assert.equal(sad.label, "sadness");
  assert(glad.llmContext && sad.wording);
  assert.notEqual(glad.strategy, sad.strategy);
  assert.deepEqual(asked.sort(), ["one", "two"]);
  await bot.hear("one", "Still happy!");
  assert.equal(asked.length, 2);
  await bot.forget("one");
  await bot.hear("one", "Hello");
  assert.equal(asked.length, 3);
  await bot.close();
});

test("the console sample shows the notice, asks, and advises in Chinese too", async () => {
  const english = await typed(["This is the third time it fails, I am so angry!", "yes", ""], server.address);
  assert.match(english.said, /agree/);
  assert.match(english.said, /strategy \w+, tone \w+/);
  assert.equal(english.code, 0);
  const chinese = await typed(["我太生气了，这已经是第三次失败了！", "是", ""], server.address, "zh");
  assert.match(chinese.said, /"[^"]*[\u4e00-\u9fff]/);
});

test("the console sample takes no for an answer", async () => {
  const said = await typed(["Hello", "no"], server.address);
  assert.equal(said.code, 1);
  assert.doesNotMatch(said.said, /strategy/);
});
