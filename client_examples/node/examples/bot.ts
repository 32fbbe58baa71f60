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
const RATE_HZ = 10;
/** States move gently: words have had their effect so many states, 0.8 s, after the first one that knows them. */
const SETTLED_AFTER = 8;

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
      let since = 0;
      const late = setTimeout(() => done(() => reject(new DerError("CLOSED", "No answer came in time."))), ANSWER_MS);
      const heard = (state: SessionState) => {
        since += since > 0 || state.trigger === "TRIGGER_TEXT" ? 1 : 0;
        if (since > SETTLED_AFTER) {
          done(() => resolve(state));
        }
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
        rateHz: RATE_HZ,
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
