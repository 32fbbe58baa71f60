// A connection to a server, and the calls on it.

import { readFileSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import { DerError, readError } from "./errors";
import type { AnalyzeRequestInput } from "./gen/der_server/v1/AnalyzeRequest";
import type { AnalyzeResponse } from "./gen/der_server/v1/AnalyzeResponse";
import type { DerServiceClient } from "./gen/der_server/v1/DerService";
import type { DescribeResponse } from "./gen/der_server/v1/DescribeResponse";
import type { SessionState } from "./gen/der_server/v1/SessionState";
import { DerService } from "./protocol";
import { Session, type SessionOptions } from "./session";

export interface ConnectOptions {
  /** Bearer token, or what gives one before every call; not needed on loopback, and only sent there or over TLS. */
  token?: string | (() => string | undefined);
  /** TLS: `true` for the system's roots, or the path of a PEM file with the CA. */
  tls?: boolean | string;
  /** Seconds for `describe` and `analyze`. Default 30. */
  deadlineS?: number;
}

const LOOPBACK = /^(127\.|localhost|\[::1\]|unix:)/;
/** A new client is a new connection: the old one may be dead. */
const CHANNEL = { "grpc.use_local_subchannel_pool": 1 };

/** Connect to a server at HOST:PORT, with or without http:// or https:// (which is TLS). Nothing is sent yet. Throws
 * DerError where a token would travel in the clear. */
export function connect(address: string, options: ConnectOptions = {}): Client {
  return new Client(address, options);
}

type Unary<T> = (metadata: grpc.Metadata, options: grpc.CallOptions, done: grpc.requestCallback<T>) => unknown;

export class Client {
  readonly address: string;
  private readonly credentials: grpc.ChannelCredentials;
  private readonly stub: DerServiceClient;

  constructor(
    address: string,
    private readonly options: ConnectOptions,
  ) {
    const [, scheme, place = address] = /^(https?):\/\/(.*)$/.exec(address) ?? [];
    const tls = options.tls ?? scheme === "https";
    if (options.token && !tls && !LOOPBACK.test(place)) {
      throw new DerError("NOT_ALLOWED", `A token is only sent over TLS: give tls: true for ${place}.`);
    }
    const root = typeof tls === "string" ? readFileSync(tls) : undefined;
    this.address = place;
    this.credentials = tls ? grpc.credentials.createSsl(root) : grpc.credentials.createInsecure();
    this.stub = this.connection();
  }

  /** What the server reads, advises and runs. Rejects with DerError. */
  describe(): Promise<DescribeResponse> {
    return this.unary((metadata, options, done) => this.stub.describe({}, metadata, options, done));
  }

  /** A recording of up to 60 s in one message. Rejects with DerError. */
  analyze(request: AnalyzeRequestInput): Promise<AnalyzeResponse> {
    return this.unary((metadata, options, done) => this.stub.analyze(request, metadata, options, done));
  }

  /** Somebody's states, where they consented to WATCH. Throws DerError. */
  async *watch(sessionId: string): AsyncGenerator<SessionState> {
    const call = this.stub.watch({ sessionId }, this.metadata());
    try {
      for await (const { state } of call) {
        yield state as SessionState;
      }
    } catch (error) {
      throw readError(error as grpc.ServiceError, this.address);
    } finally {
      call.cancel();
    }
  }

  /** Begin a visit; resolves once the notice was confirmed and inference runs. Rejects with DerError. */
  session(options: SessionOptions): Promise<Session> {
    const session = this.begin(options);
    return new Promise((resolve, reject) => {
      session.on("phase", (phase) => phase === "running" && resolve(session));
      session.once("end", (error) => reject(error ?? new DerError("CLOSED", "The server closed before it was ready.")));
    });
  }

  /** Begin a visit and do not wait: its events tell what comes of it. */
  begin(options: SessionOptions): Session {
    const open = () => {
      const metadata = this.metadata();
      const stub = this.connection();
      return { call: stub.session(metadata), close: () => stub.close() };
    };
    return new Session(open, this.address, options);
  }

  close(): void {
    this.stub.close();
  }

  private metadata(): grpc.Metadata {
    const metadata = new grpc.Metadata();
    const { token } = this.options;
    const given = typeof token === "function" ? token() : token;
    if (given) {
      metadata.set("authorization", `Bearer ${given}`);
    }
    return metadata;
  }

  private connection(): DerServiceClient {
    return new DerService(this.address, this.credentials, CHANNEL);
  }

  private unary<T>(call: Unary<T>): Promise<T> {
    const deadline = Date.now() + (this.options.deadlineS ?? 30) * 1000;
    return new Promise((resolve, reject) => {
      call(this.metadata(), { deadline }, (error, answer) =>
        error || answer === undefined ? reject(readError(error as grpc.ServiceError, this.address)) : resolve(answer),
      );
    });
  }
}
