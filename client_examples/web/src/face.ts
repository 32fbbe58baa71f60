// The visitor's face: MediaPipe finds it in a worker of this page, and only its coefficients leave the page.

/** At most so many faces a second: states come at 10, and looking costs a processor some milliseconds each time. */
const MOST_HZ = 20;

export interface Picture {
  picture: ImageBitmap;
  /** Of this page's clock, when it was taken. Must not go back. */
  timeMs: number;
}

export interface Seen {
  kind: "seen";
  /** Scores 0..1 by MediaPipe's names; undefined where no face is in the picture. */
  scores: Map<string, number> | undefined;
  timeMs: number;
}

export type Answer = { kind: "ready" } | { kind: "failed"; why: string } | Seen;

/** Eyes that can look. Rejects where MediaPipe or its model cannot be loaded. The signal closes them. */
export async function openEyes(signal: AbortSignal): Promise<Worker> {
  const eyes = new Worker(new URL("./face.worker.ts", import.meta.url));
  signal.addEventListener("abort", () => eyes.terminate());
  await new Promise<void>((resolve, reject) => {
    eyes.onerror = () => reject(new Error("the worker did not load"));
    eyes.onmessage = ({ data }: MessageEvent<Answer>) =>
      data.kind === "ready" ? resolve() : reject(new Error(data.kind === "failed" ? data.why : ""));
  });
  return eyes;
}

/** Look at a playing video until the signal aborts: the next picture is taken when the last has been seen. */
export function lookAt(video: HTMLVideoElement, eyes: Worker, see: (seen: Seen) => void, signal: AbortSignal): void {
  let lastMs = -Infinity;
  let busy = false;
  eyes.onmessage = ({ data }: MessageEvent<Answer>) => {
    busy = false;
    if (data.kind === "seen" && !signal.aborted) {
      see(data);
    }
  };
  const look: VideoFrameRequestCallback = async (nowMs, frame) => {
    if (signal.aborted) {
      return;
    }
    video.requestVideoFrameCallback(look);
    const timeMs = frame.captureTime ?? nowMs;
    if (!busy && timeMs - lastMs >= 1000 / MOST_HZ) {
      [busy, lastMs] = [true, timeMs];
      const picture = await createImageBitmap(video);
      eyes.postMessage({ picture, timeMs } satisfies Picture, [picture]);
    }
  };
  video.requestVideoFrameCallback(look);
}
