// The visitor's face: MediaPipe finds it here, and only its coefficients leave the page, never a picture. The library
// is loaded when it is wanted; its WebAssembly and model come from this server (`monitor_camera`).

import type { FaceLandmarker } from "@mediapipe/tasks-vision";

/** At most so many faces a second: states come at 10, and looking costs the page some milliseconds each time. */
const MOST_HZ = 20;
const FILES = "/camera";

export interface Seen {
  /** Scores 0..1 by MediaPipe's names; undefined where no face is in the picture. */
  scores: Map<string, number> | undefined;
  /** Of this page's clock, when the picture was taken. */
  timeMs: number;
}

export async function loadLandmarker(): Promise<FaceLandmarker> {
  const { FaceLandmarker } = await import("@mediapipe/tasks-vision");
  Object.assign(self, { Module: { print: () => {}, printErr: () => {} } }); // its log is no use to a visitor; errors throw
  const runtime = {
    wasmLoaderPath: `${FILES}/vision_wasm_internal.js`,
    wasmBinaryPath: `${FILES}/vision_wasm_internal.wasm`,
  };
  return FaceLandmarker.createFromOptions(runtime, {
    baseOptions: { modelAssetPath: `${FILES}/face_landmarker.task`, delegate: "CPU" },
    runningMode: "VIDEO",
    outputFaceBlendshapes: true,
  });
}

/** Look at a playing video until the signal aborts. */
export function lookAt(video: HTMLVideoElement, eyes: FaceLandmarker, see: (seen: Seen) => void, signal: AbortSignal): void {
  let lastMs = -Infinity;
  const look: VideoFrameRequestCallback = (nowMs, frame) => {
    if (signal.aborted) {
      return;
    }
    const timeMs = frame.captureTime ?? nowMs;
    if (timeMs - lastMs >= 1000 / MOST_HZ) {
      lastMs = timeMs;
      const [found] = eyes.detectForVideo(video, timeMs).faceBlendshapes;
      const scores = found && new Map(found.categories.map(({ categoryName, score }) => [categoryName, score]));
      see({ scores, timeMs });
    }
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
}
