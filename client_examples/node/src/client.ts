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
  /** Bearer token; not needed on loopback. */
  token?: string;
  /** TLS: `true` for the system's roots, or the path of a PEM file with the CA. */
  tls?: boolean | string;
  /** Seconds for `describe` and `analyze`. Default 30. */
  deadlineS?: number;
}

/** Connect to a server at HOST:PORT. Nothing is sent yet. */
export function connect(address: string, options: ConnectOptions = {}): Client {
  return new Client(address, options);
}

type Unary<T> = (metadata: grpc.Metadata, options: grpc.CallOptions, done: grpc.requestCallback<T>) => unknown;

export class Client {
  private readonly stub: DerServiceClient;

  constructor(
    readonly address: string,
    private readonly options: ConnectOptions,
  ) {
    const { tls } = options;
    const root = typeof tls === "string" ? readFileSync(tls) : undefined;
    const credentials = tls ? grpc.credentials.createSsl(root) : grpc.credentials.createInsecure();
    this.stub = new DerService(address, credentials);
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
    const session = new Session(() => this.stub.session(this.metadata()), this.address, options);
    return new Promise((resolve, reject) => {
      session.once("ready", () => resolve(session));
      session.once("end", (error) => reject(error ?? new DerError("CLOSED", "The server closed before it was ready.")));
    });
  }

  close(): void {
    this.stub.close();
  }

  private metadata(): grpc.Metadata {
    const metadata = new grpc.Metadata();
    if (this.options.token) {
      metadata.set("authorization", `Bearer ${this.options.token}`);
    }
    return metadata;
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
