/** Client of DER Server: `connect(address)`, then `describe`, `analyze`, `watch` and `session`. */

export { Client, connect, type ConnectOptions } from "./client";
export { nowUs } from "./clock";
export { DerError } from "./errors";
export { Session, type Phase, type SessionEvents, type SessionOptions } from "./session";
export type { AnalyzeRequestInput } from "./gen/der_server/v1/AnalyzeRequest";
export type { AnalyzeResponse } from "./gen/der_server/v1/AnalyzeResponse";
export type { DescribeResponse } from "./gen/der_server/v1/DescribeResponse";
export type { DialogueAdvice } from "./gen/der_server/v1/DialogueAdvice";
export type { PrivacyNotice } from "./gen/der_server/v1/PrivacyNotice";
export type { Ready } from "./gen/der_server/v1/Ready";
export type { SessionStartInput } from "./gen/der_server/v1/SessionStart";
export type { SessionState } from "./gen/der_server/v1/SessionState";
export type { SignalsInput } from "./gen/der_server/v1/Signals";
