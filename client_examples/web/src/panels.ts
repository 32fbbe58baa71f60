// What a state says, as text and bars that a screen reader can read too.

import { label, word, type Word } from "./words";
import type { SessionState } from "./server";
import { Modality } from "./gen/der_server/v1/signals_pb";
import { TransitionKind } from "./gen/der_server/v1/emotion_pb";

export const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
export const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

interface Row {
  name: string;
  share: number;
  note?: string;
  colour?: string;
}

/** Rows of a list: made once, then changed in place. */
export function showBars(list: HTMLElement, rows: Row[]): void {
  while (list.children.length > rows.length) {
    list.lastElementChild?.remove();
  }
  rows.forEach((row, i) => {
    const item = list.children[i] ?? list.appendChild(newBar());
    const [name, track, value] = item.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
    name.textContent = row.name;
    value.textContent = row.note ?? percent(row.share);
    const bar = track.firstElementChild as HTMLElement;
    bar.style.width = `${100 * Math.min(1, Math.max(0, row.share))}%`;
    bar.style.background = row.colour ?? "";
  });
}

function newBar(): HTMLElement {
  const item = document.createElement("li");
  const track = document.createElement("span");
  track.className = "track";
  track.setAttribute("aria-hidden", "true");
  track.append(document.createElement("span"));
  const value = document.createElement("span");
  value.className = "value";
  item.append(document.createElement("span"), track, value);
  return item;
}

const MODALITIES: Partial<Record<Modality, Word>> = {
  [Modality.FACE]: "face",
  [Modality.BODY]: "body",
  [Modality.VOICE]: "voice",
  [Modality.TEXT]: "text",
  [Modality.BEHAVIOUR]: "behaviour",
};

export function showEvidence(state: SessionState): void {
  const rows = state.evidence.map(({ modality, weight, quality, ageS }) => {
    const age = ageS < 0 ? word("never") : `${ageS.toFixed(1)} s`;
    const name = MODALITIES[modality];
    return { name: name ? word(name) : "?", share: weight, note: `${percent(weight)} · ${percent(quality)} · ${age}` };
  });
  showBars(byId("evidence"), rows);
}

export function showSocial(state: SessionState, names: string[]): void {
  const rows = state.social.map(({ labelIndex, level }) => ({ name: label(names[labelIndex]), share: level }));
  showBars(byId("social"), rows);
}

const MOST_TRANSITIONS = 8;

export function addTransitions(state: SessionState, names: string[], beganUs: bigint): void {
  for (const { labelIndex, kind, timeUs } of state.transitions) {
    const item = document.createElement("li");
    const timeS = Math.max(0, Number(timeUs - beganUs) / 1e6);
    const what = word(kind === TransitionKind.ONSET ? "onset" : "offset");
    item.textContent = `${timeS.toFixed(1)} s: ${label(names[labelIndex])} ${what}`;
    byId("transitions").prepend(item);
  }
  while (byId("transitions").children.length > MOST_TRANSITIONS) {
    byId("transitions").lastElementChild?.remove();
  }
}

let adviceShown = "";

/** The dialogue advice; rebuilt only when it differs, so that reading it is not interrupted. */
export function showAdvice(state: SessionState, allowed: boolean): void {
  const { dialogue } = state;
  const lines: [string, string][] = [];
  if (!allowed) {
    lines.push(["hint", word("hidden")]);
  } else if (dialogue) {
    const why = dialogue.reasons.map(label).join(", ");
    lines.push(["strategy", label(dialogue.strategy)]);
    lines.push(["", `${word("tone")}: ${dialogue.tone} · ${word("pace")}: ${dialogue.pace}`]);
    lines.push(["hint", why && `${word("because")} ${why}`]);
    lines.push(["quote", dialogue.wording[0] ?? ""], ["hint", dialogue.actions.map(label).join(" · ")]);
    lines.push(["alarm", dialogue.needsHuman ? word("human") : ""]);
  }
  const key = JSON.stringify(lines);
  if (key === adviceShown) {
    return;
  }
  adviceShown = key;
  const paragraphs = lines.filter(([, text]) => text).map(([kind, text]) => {
    const paragraph = document.createElement("p");
    paragraph.className = kind;
    paragraph.textContent = text;
    return paragraph;
  });
  byId("advice").replaceChildren(...paragraphs);
}

export function showManner(state: SessionState): void {
  const [avatar] = state.avatars;
  const parts: [Word, string | undefined][] = [
    ["gaze", avatar?.gaze],
    ["posture", avatar?.posture],
    ["gesture", avatar?.gesture],
  ];
  const said = parts.filter(([, value]) => value).map(([name, value]) => `${word(name)}: ${label(value ?? "")}`);
  byId("manner").textContent = said.join(" · ");
}
