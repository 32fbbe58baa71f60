// A bot's sense of feeling: words of a person in, advice for the answer out. Knows no chat platform.

import { connect, DerError, type Client, type DescribeResponse, type PrivacyNotice, type Session, type SessionState } from "../src/index";

export interface Advice {
  /** Emotion label, or `unknown` where none is sure enough. */
  label: string;
  /** 0 to 1. */
  confidence: number;
  strategy: string;
  tone: string;
  /** A ready sentence in the person's language. */
  wording: string;
  /** A block for the system prompt of a language model. */
  llmContext: string;
  /** The words call for a human to look, now. */
  needsHuman: boolean;
}

export interface BotOptions {
  address: string;
  token?: string;
  language?: string;
  /** Shows the notice to a person; true where they agreed. */
  showNotice: (personId: string, notice: PrivacyNotice) => Promise<boolean>;
}

const ANSWER_MS = 10_000;
/** States move gently: words have had their effect this long after the first state that knows them. */
const SETTLE_MS = 800;

export class Bot {
  private readonly client: Client;
  private readonly visits = new Map<string, Promise<Session>>();

  constructor(private readonly options: BotOptions) {
    this.client = connect(options.address, { token: options.token });
  }

  /** What to make of a message. Rejects with DerError: the person did not agree, no server ... */
  async hear(personId: string, text: string): Promise<Advice> {
    const session = await this.visit(personId);
    const answered = new Promise<SessionState>((resolve, reject) => {
      let newest: SessionState | undefined;
      const late = setTimeout(() => done(() => reject(new DerError("CLOSED", "No answer came in time."))), ANSWER_MS);
      const heard = (state: SessionState) => {
        if (!newest && state.trigger === "TRIGGER_TEXT") {
          setTimeout(() => done(() => resolve(newest ?? state)), SETTLE_MS);
        }
        newest = newest || state.trigger === "TRIGGER_TEXT" ? state : undefined;
      };
      const over = (error: Error | undefined) => done(() => reject(error ?? new DerError("CLOSED", "The session is over.")));
      const done = (then: () => void) => {
        clearTimeout(late);
        session.off("state", heard).off("end", over);
        then();
      };
      session.on("state", heard).on("end", over);
    });
    session.say(text);
    return advice(await answered, session);
  }

  /** What the server is, with the notice to show. */
  describe(): Promise<DescribeResponse> {
    return this.client.describe();
  }

  /** Forget a person: their session ends and nothing of it is kept. */
  async forget(personId: string): Promise<void> {
    const visit = this.visits.get(personId);
    this.visits.delete(personId);
    await (await visit?.catch(() => undefined))?.finish();
  }

  async close(): Promise<void> {
    await Promise.all([...this.visits.keys()].map((personId) => this.forget(personId)));
    this.client.close();
  }

  private visit(personId: string): Promise<Session> {
    const known = this.visits.get(personId);
    if (known) {
      return known;
    }
    const opening = this.client.session({
      start: {
        client: { name: "der-client-bot", version: "0.1.0" },
        personId,
        consent: [{ modality: "MODALITY_TEXT", uses: ["USE_INFER"] }],
        language: this.options.language ?? "en",
        rateHz: 10,
      },
      confirmNotice: (notice) => this.options.showNotice(personId, notice),
    });
    this.visits.set(personId, opening);
    const gone = () => this.visits.delete(personId);
    opening.then((session) => session.once("end", gone), gone);
    return opening;
  }
}

function advice(state: SessionState, session: Session): Advice {
  const { dialogue } = state;
  return {
    label: state.unknown ? "unknown" : (session.ready?.labels[state.labelIndex] ?? "unknown"),
    confidence: state.confidence,
    strategy: dialogue?.strategy ?? "",
    tone: dialogue?.tone ?? "",
    wording: dialogue?.wording[0] ?? "",
    llmContext: dialogue?.llmContext ?? "",
    needsHuman: dialogue?.needsHuman ?? false,
  };
}
