// The protocol's files go beside the built code, so that the package works without the repository.
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
for (const from of ["../../../protos/der_server", "../protos/rpc_status.proto"]) {
  cpSync(here(from), here(`../dist/protos/${from.split("/").at(-1)}`), { recursive: true });
}
