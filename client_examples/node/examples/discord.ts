// The bot on Discord: `DISCORD_TOKEN=... node dist/examples/discord.js`. A person who was shown the notice agrees with
// "!der yes" and takes it back with "!der no"; of nobody else a word is sent on.

import { createHmac, randomBytes } from "node:crypto";
import { Client, Events, GatewayIntentBits, type Message } from "discord.js";
import { DerError } from "../src/index";
import { Bot } from "./bot";

const salt = randomBytes(16);
/** The server never learns who somebody is on Discord, and no id outlives this process. */
const opaque = (userId: string) => createHmac("sha256", salt).update(userId).digest("base64url");

const shown = new Set<string>();
const agreed = new Set<string>();
const bot = new Bot({
  address: process.env.DER_ADDRESS ?? "127.0.0.1:50710",
  token: process.env.DER_TOKEN,
  showNotice: async (personId) => agreed.has(personId), // "!der" has shown it
});

async function heard(message: Message): Promise<void> {
  const personId = opaque(message.author.id);
  if (message.content === "!der yes" && shown.has(personId)) {
    agreed.add(personId);
    await message.reply('Thank you. "!der no" ends it at any time.');
  } else if (message.content === "!der no") {
    agreed.delete(personId);
    await bot.forget(personId);
    await message.reply("It has ended, and nothing was kept.");
  } else if (message.content.startsWith("!der")) {
    await message.reply(`${await notice()}\nAgree with "!der yes".`);
    shown.add(personId);
  } else if (agreed.has(personId)) {
    const advice = await bot.hear(personId, message.content);
    if (advice.strategy && advice.wording) {
      await message.reply(advice.wording); // or give advice.llmContext to your language model
    }
  }
}

async function notice(): Promise<string> {
  const described = await bot.describe();
  return described.notice?.text ?? "";
}

const discord = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
});
discord.on(Events.MessageCreate, (message) => {
  if (!message.author.bot) {
    heard(message).catch((error: unknown) => console.error(error instanceof DerError ? error.reason : error));
  }
});
void discord.login(process.env.DISCORD_TOKEN);
