// The monitor: picks a session, watches it, and shows every state as it comes.

import { colourOf, drawLines, WINDOW_S } from "./charts";
import { addTransitions, byId, percent, showAdvice, showBars, showEvidence, showManner, showSocial } from "./panels";
import {
  describe,
  health,
  isLocked,
  listSessions,
  setToken,
  watch,
  type DescribeResponse,
  type LiveSession,
  type SessionState,
} from "./server";
import { RoomPanel } from "./rooms";
import { Stage } from "./stage";
import { isChinese, label, setChinese, word } from "./words";
import { You } from "./you";

const LOOK_EVERY_MS = 2000;
const SPEAK_EVERY_MS = 3000;
/** Without a state for so long, the page says so. */
const SILENT_S = 2;
const DIMENSIONS = ["valence", "arousal", "dominance"] as const;

let described: DescribeResponse | undefined;
let stage: Stage | undefined;
let sessions: LiveSession[] = [];
let watching: { session: LiveSession; stop: AbortController } | undefined;
let history: { timeS: number; state: SessionState }[] = [];
let chosen = "";
/** The visitor's own session that has just ended: the list may still name it for a moment. */
let gone = "";
let count = 0;
let beganUs = 0n;
let newest: SessionState | undefined;
let spoken = { label: "", atMs: 0 };
const climate = new RoomPanel(() => ({ labels: described?.labels ?? [], socialLabels: described?.socialLabels ?? [] }));
const you = new You({
  described: () => described,
  began: (sessionId) => {
    chosen = sessionId;
    void look();
  },
  ended: (sessionId) => {
    gone = sessionId;
    if (chosen === sessionId) {
      watching?.stop.abort();
      byId("live").hidden = true; // consent was taken back: nothing of it stays on the screen
    }
    void look();
  },
});

/** Look for sessions now and then; begin to watch when there is one. */
async function look(): Promise<void> {
  try {
    described ??= await describe();
    sessions = (await listSessions()).filter(({ sessionId }) => sessionId !== gone);
    const serving = (await health()) === "SERVING";
    const parts = [word(serving ? "serving" : "closing"), described.version, `${sessions.length} ${word("sessions")}`];
    byId("health").textContent = parts.join(" · ");
    byId("health").className = serving ? "good" : "bad";
    byId("door").hidden = true;
    byId("main").hidden = false;
    say(sessions.length ? "" : word("nobody"));
    listInSelect();
    await climate.look();
  } catch (error) {
    const locked = isLocked(error);
    byId("door").hidden = !locked;
    byId("health").textContent = "";
    say(word(locked ? "locked" : "away"));
  }
}

function listInSelect(): void {
  const select = byId<HTMLSelectElement>("session");
  sessions.forEach(({ sessionId, ageS }, i) => {
    const option = select.options[i] ?? select.appendChild(document.createElement("option"));
    option.value = sessionId;
    const name = sessionId === you.sessionId ? word("you") : sessionId.slice(0, 6);
    option.textContent = `${name} · ${Math.round(ageS)} s`;
  });
  select.options.length = sessions.length;
  const find = (id?: string) => sessions.find(({ sessionId }) => sessionId === id);
  const session = find(chosen) ?? find(watching?.session.sessionId) ?? sessions.at(-1);
  if (session) {
    select.value = session.sessionId;
  }
  if (session && session.sessionId !== watching?.session.sessionId) {
    void follow(session);
  }
}

async function follow(session: LiveSession): Promise<void> {
  watching?.stop.abort();
  const stop = new AbortController();
  watching = { session, stop };
  history = [];
  newest = undefined;
  byId("transitions").replaceChildren();
  byId("live").hidden = false;
  const arkit = described?.rigs.find((rig) => rig.name === "arkit")?.names ?? [];
  stage ??= new Stage(byId("stage"), arkit);
  try {
    for await (const state of watch(session, stop.signal)) {
      show(session, state);
    }
  } catch {
    // it ended, or another was chosen: `look` finds what there is now
  }
  if (watching?.stop === stop) {
    watching = undefined;
  }
}

function show(session: LiveSession, state: SessionState): void {
  const nowS = performance.now() / 1000;
  beganUs = newest ? beganUs : state.coveredToUs;
  newest = state;
  count += 1;
  history.push({ timeS: nowS, state });
  history = history.filter(({ timeS }) => nowS - timeS <= WINDOW_S);
  addTransitions(state, described?.labels ?? [], beganUs);
  perform(session, state);
  draw();
}

/** Everything that depends on the newest state, the language or the theme. */
function draw(): void {
  const state = newest;
  const labels = described?.labels ?? [];
  if (!state || !watching) {
    return;
  }
  const colours = labels.map((name) => colourOf(`--${name}`) || colourOf("--other"));
  showBars(
    byId("emotions"),
    labels.map((name, i) => ({ name: label(name), share: state.probabilities[i], colour: colours[i] })),
  );
  const held = label(labels[state.labelIndex]);
  const name = state.unknown ? `${word("unknown")} (${held}?)` : held;
  byId("held").textContent = `${name} · ${percent(state.confidence)}${state.stale ? ` · ${word("stale")}` : ""}`;
  showEvidence(state);
  showSocial(state, described?.socialLabels ?? []);
  showAdvice(state, watching.session.withAdvice);
  showManner(state);
  drawCharts(colours);
  showLatency(state);
  speak(name);
}

function drawCharts(colours: string[]): void {
  const timesS = history.map(({ timeS }) => timeS);
  const labels = described?.labels ?? [];
  const lines = labels.map((_, i) => ({
    colour: colours[i],
    values: history.map(({ state }) => state.probabilities[i]),
    spreads: [],
  }));
  const canvas = byId<HTMLCanvasElement>("probabilities");
  drawLines(canvas, timesS, lines, 0, 1);
  canvas.setAttribute("aria-label", labels.map((name, i) => `${label(name)} ${percent(lines[i].values.at(-1) ?? 0)}`).join(", "));
  for (const name of DIMENSIONS) {
    const values = history.map(({ state }) => state[name]?.mean ?? 0);
    const spreads = history.map(({ state }) => state[name]?.spread ?? 0);
    const chart = byId<HTMLCanvasElement>(name);
    drawLines(chart, timesS, [{ colour: colourOf("--accent"), values, spreads }], -1, 1);
    chart.setAttribute("aria-label", `${word(name)} ${values.at(-1)?.toFixed(2)} ± ${spreads.at(-1)?.toFixed(2)}`);
  }
}

function showLatency(state: SessionState): void {
  const last = history.slice(-20).map(({ timeS }) => timeS);
  const gapMs = last.length > 1 ? ((last[last.length - 1] - last[0]) / (last.length - 1)) * 1000 : 0;
  const timed = history.filter((seen) => seen.state.serverLatencyUs).at(-1)?.state ?? state; // 0: nothing came
  const silentS = performance.now() / 1000 - (last.at(-1) ?? 0);
  const own = watching?.session.sessionId === you.sessionId;
  const rows: [string, boolean][] = [
    [`${(timed.serverLatencyUs / 1000).toFixed(1)} ms ${word("inServer")}`, true],
    [`${gapMs.toFixed(0)} ms ${word("between")}`, true],
    [`${you.sampleToStateMs.toFixed(0)} ms ${word("fromYou")}`, own && you.sampleToStateMs > 0],
    [`${you.roundTripMs.toFixed(1)} ms ${word("roundTrip")}`, own && you.roundTripMs > 0],
    [`${word("silent")} ${silentS.toFixed(0)} s`, silentS > SILENT_S],
  ];
  const items = rows.filter(([, shown]) => shown).map(([text]) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  });
  byId("latency").replaceChildren(...items);
  byId("latency").classList.toggle("bad", silentS > SILENT_S);
}

function perform(session: LiveSession, state: SessionState): void {
  const chosen = state.avatars.find((avatar) => session.targets[avatar.targetIndex]?.rig === "arkit") ?? state.avatars[0];
  if (!chosen) {
    return;
  }
  const target = session.targets[chosen.targetIndex];
  const isArkit = target?.rig === "arkit";
  const shapes = isArkit ? Object.fromEntries(target.names.map((name, i) => [name, chosen.weights[i]])) : {};
  const presets = Object.fromEntries(chosen.presets.map(({ preset, weight }) => [preset, weight]));
  stage?.perform(shapes, presets, chosen.blendS);
}

/** For screen readers: the feeling, when it changed and not too often. */
function speak(name: string): void {
  const nowMs = performance.now();
  if (name !== spoken.label && nowMs - spoken.atMs > SPEAK_EVERY_MS) {
    spoken = { label: name, atMs: nowMs };
    byId("spoken").textContent = name;
  }
}

function say(words: string): void {
  if (byId("hint").textContent !== words) {
    byId("hint").textContent = words;
  }
}

async function wear(file: File | undefined): Promise<void> {
  byId("file").textContent = "";
  try {
    if (file) {
      await stage?.wear(file);
    }
  } catch {
    byId("file").textContent = word("vrmFailed");
  }
}

function listen(): void {
  byId("session").addEventListener("change", (event) => {
    const session = sessions.find(({ sessionId }) => sessionId === (event.target as HTMLSelectElement).value);
    chosen = session?.sessionId ?? "";
    void (session && follow(session));
  });
  byId<HTMLSelectElement>("language").addEventListener("change", (event) => {
    setChinese((event.target as HTMLSelectElement).value === "zh");
    void look();
    you.draw();
    climate.draw();
    draw();
  });
  byId<HTMLSelectElement>("theme").addEventListener("change", (event) => {
    document.documentElement.dataset.theme = (event.target as HTMLSelectElement).value;
    climate.draw();
    draw();
  });
  byId("door").addEventListener("submit", (event) => {
    event.preventDefault();
    setToken(byId<HTMLInputElement>("token").value.trim());
    void look();
  });
  byId("vrm").addEventListener("change", (event) => void wear((event.target as HTMLInputElement).files?.[0]));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    void wear(event.dataTransfer?.files[0]);
  });
  addEventListener("resize", draw);
}

setChinese(isChinese());
byId<HTMLSelectElement>("language").value = isChinese() ? "zh" : "en";
listen();
void look();
setInterval(() => void look(), LOOK_EVERY_MS);
setInterval(() => newest && showLatency(newest), 1000);

/** For checks: what the page has seen, and what the face shows. */
Object.assign(window, {
  derMonitor: {
    count: () => count,
    label: () => (newest && !newest.unknown ? described?.labels[newest.labelIndex] : "unknown"),
    weights: () => stage?.weights ?? {},
    expressions: () => stage?.expressions ?? {},
  },
});
