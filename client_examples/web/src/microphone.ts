// The visitor's microphone as PCM16 in chunks of 50 ms, at the sound device's own rate: the server resamples.

import worklet from "./microphone.worklet.ts?worker&url";

/** The server takes 8 to 48 kHz. */
const MOST_HZ = 48_000;

export interface Chunk {
  /** Signed 16-bit little-endian. */
  samples: Int16Array;
  /** Index of the first sample since the beginning. */
  first: number;
  /** Seconds on the sound device's clock at the end of the chunk. */
  endS: number;
}

/** A sound clock of a rate that the server takes. Made by a click, or the browser keeps it asleep. */
export function soundClock(): AudioContext {
  const context = new AudioContext();
  return context.sampleRate <= MOST_HZ ? context : new AudioContext({ sampleRate: MOST_HZ });
}

/** Hear a stream until its clock is closed. timeMs: of this page's clock at the first sample. */
export async function listenTo(
  stream: MediaStream,
  context: AudioContext,
  hear: (samples: Int16Array, first: number, timeMs: number) => void,
): Promise<void> {
  await context.audioWorklet.addModule(worklet);
  const node = new AudioWorkletNode(context, "pcm16", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
  let aheadMs = Infinity; // of the page's clock before the device's: the shortest trip has the smallest error
  let lastMs = 0;
  node.port.onmessage = ({ data: { samples, first, endS } }: MessageEvent<Chunk>) => {
    aheadMs = Math.min(aheadMs, performance.now() - endS * 1000);
    lastMs = Math.max(lastMs, aheadMs + endS * 1000 - (samples.length / context.sampleRate) * 1000);
    hear(samples, first, lastMs);
  };
  context.createMediaStreamSource(stream).connect(node);
  await context.resume();
}

/** Loudness 0..1 of a chunk, for a bar: -60 dB and below is 0. */
export function loudness(samples: Int16Array): number {
  const power = samples.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / samples.length;
  return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-9)) / 60));
}
