// A real server as a process of its own: DER_PYTHON names the Python it is installed in.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, connect as dial, type Socket } from "node:net";
import { createInterface } from "node:readline";

export class Server {
  private constructor(
    readonly address: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}, listen = "127.0.0.1:0"): Promise<Server> {
    const python = process.env.DER_PYTHON ?? "python3";
    const child = spawn(python, ["-m", "der_server.cli", "serve", "--listen", listen, "--json"], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const gone = once(child, "exit").then(() => Promise.reject(new Error("The server did not start: is DER_PYTHON right?")));
    const [line] = await Promise.race([once(createInterface({ input: child.stdout! }), "line") as Promise<[string]>, gone]);
    gone.catch(() => undefined); // it ends some day
    return new Server((JSON.parse(line) as { address: string }).address, child);
  }

  /** End it. SIGKILL is a crash, SIGTERM an orderly farewell. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill(signal);
      await once(this.process, "exit");
    }
  }
}

/** A network in between that can be cut. */
export async function wire(to: string): Promise<{ address: string; cut: () => void; close: () => void }> {
  const [host = "", port = ""] = to.split(":");
  const sockets = new Set<Socket>();
  const between = createServer((here) => {
    const there = dial(Number(port), host);
    for (const [one, other] of [[here, there], [there, here]] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy()).on("close", () => sockets.delete(one));
    }
  });
  between.listen(0, "127.0.0.1");
  await once(between, "listening");
  const { port: own } = between.address() as { port: number };
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const close = () => {
    between.close();
    cut();
  };
  return { address: `127.0.0.1:${own}`, cut, close };
}
