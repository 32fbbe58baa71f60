// The protocol, loaded from its own files.

import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { loadSync, type MessageTypeDefinition } from "@grpc/proto-loader";
import type { ErrorInfo } from "./gen/google/rpc/ErrorInfo";
import type { RetryInfo } from "./gen/google/rpc/RetryInfo";
import type { Status } from "./gen/google/rpc/Status";
import type { ProtoGrpcType } from "./gen/service";

const loaded = loadSync(["der_server/v1/service.proto", "rpc_status.proto"], {
  includeDirs: [join(__dirname, "..", "protos")],
  longs: Number, // microseconds of a monotonic clock: exact for 285 years
  enums: String,
  defaults: true,
  oneofs: true,
});

export const { DerService } = (grpc.loadPackageDefinition(loaded) as unknown as ProtoGrpcType).der_server.v1;

function reader<T>(name: string): (bytes: Buffer) => T {
  return (bytes) => (loaded[name] as MessageTypeDefinition<object, object>).deserialize(bytes) as T;
}

export const readStatus = reader<Status>("google.rpc.Status");
export const readErrorInfo = reader<ErrorInfo>("google.rpc.ErrorInfo");
export const readRetryInfo = reader<RetryInfo>("google.rpc.RetryInfo");
