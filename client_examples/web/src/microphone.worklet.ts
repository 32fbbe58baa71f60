// In the sound thread: gathers 50 ms, and hands them over as 16-bit samples.

import type { Chunk } from "./microphone";

declare const sampleRate: number;
declare const currentTime: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const CHUNK = Math.round(sampleRate / 20);

class Pcm16 extends AudioWorkletProcessor {
  private samples = new Int16Array(CHUNK);
  private filled = 0;
  private first = 0;

  process([[channel]]: Float32Array[][]): boolean {
    for (let i = 0; i < (channel?.length ?? 0); i++) {
      this.samples[this.filled++] = Math.round(Math.min(1, Math.max(-1, channel[i])) * 32767);
      if (this.filled === CHUNK) {
        this.hand(currentTime + (i + 1) / sampleRate);
      }
    }
    return true;
  }

  private hand(endS: number): void {
    const { samples, first } = this;
    this.port.postMessage({ samples, first, endS } satisfies Chunk, [samples.buffer]); // it is theirs now
    this.first += CHUNK;
    this.samples = new Int16Array(CHUNK);
    this.filled = 0;
  }
}

registerProcessor("pcm16", Pcm16);
