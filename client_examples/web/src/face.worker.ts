// Finds the face in a picture, in a thread of its own, so that the page stays quick. MediaPipe's WebAssembly and model
// come from this server (setting `monitor_camera`).

import { FaceLandmarker } from "@mediapipe/tasks-vision";
import type { Answer, Picture } from "./face";

const FILES = "/camera";

Object.assign(self, { Module: { print: () => {}, printErr: () => {} } }); // its log is no use to a visitor; errors throw
const answer = (said: Answer) => postMessage(said);

async function open(): Promise<void> {
  const runtime = {
    wasmLoaderPath: `${FILES}/vision_wasm_internal.js`,
    wasmBinaryPath: `${FILES}/vision_wasm_internal.wasm`,
  };
  const landmarker = await FaceLandmarker.createFromOptions(runtime, {
    baseOptions: { modelAssetPath: `${FILES}/face_landmarker.task`, delegate: "CPU" },
    runningMode: "VIDEO",
    outputFaceBlendshapes: true,
  });
  onmessage = ({ data: { picture, timeMs } }: MessageEvent<Picture>) => {
    const [found] = landmarker.detectForVideo(picture, timeMs).faceBlendshapes;
    picture.close();
    const scores = found && new Map(found.categories.map(({ categoryName, score }) => [categoryName, score]));
    answer({ kind: "seen", scores, timeMs });
  };
  answer({ kind: "ready" });
}

open().catch((error: unknown) => answer({ kind: "failed", why: String(error) }));
