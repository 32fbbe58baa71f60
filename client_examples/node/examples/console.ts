// The bot without a chat platform: `npm run bot -- [HOST:PORT] [LANGUAGE]`, then type. Shows the notice and asks first.

import { createInterface } from "node:readline";
import { DerError } from "../src/index";
import { Bot } from "./bot";

async function main(): Promise<void> {
  const [address = "127.0.0.1:50710", language = "en"] = process.argv.slice(2);
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const bot = new Bot({
    address,
    token: process.env.DER_TOKEN,
    language,
    showNotice: async (_, notice) => {
      console.log(`${notice.text}\nDo you agree? (yes/no)`);
      const said = await lines.next();
      return !said.done && /^(y|yes|是|好)$/i.test(said.value.trim());
    },
  });
  console.log("Say something; an empty line ends.");
  try {
    for (let said = await lines.next(); !said.done && said.value.trim(); said = await lines.next()) {
      const advice = await bot.hear("", said.value);
      const sure = `${advice.label} (${Math.round(advice.confidence * 100)} %)`;
      console.log(`${sure}, strategy ${advice.strategy}, tone ${advice.tone}\n  "${advice.wording}"`);
      if (advice.needsHuman) {
        console.log("  A human should look, now.");
      }
    }
  } finally {
    await bot.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof DerError ? `${error.reason}: ${error.message}` : error);
  process.exitCode = 1;
});
