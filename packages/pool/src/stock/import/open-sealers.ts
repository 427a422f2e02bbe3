import { Worker } from 'node:worker_threads';
import type { ChunkLines, ImportTerms, SealedChunk } from './seal-chunk.ts';

export type ChunkMessage = ChunkLines & { number: number };
export interface SealedMessage {
  number: number;
  sealed: SealedChunk;
}

/** Threads that seal chunks side by side. */
export interface Sealers {
  /** Chunks come back in whatever order; each promise is for its own. Rejects when a thread breaks. */
  seal(chunk: ChunkLines): Promise<SealedChunk>;
  close(): Promise<void>;
}

/** Starts threads for one import; each chunk goes to the one with the least to do. */
export function openSealers(threads: number, terms: ImportTerms): Sealers {
  const waiting = new Map<number, { resolve(sealed: SealedChunk): void; reject(error: Error): void }>();
  let broken: Error | undefined;
  function breakDown(error: Error): void {
    broken ??= error;
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  }
  const workers = Array.from({ length: threads }, () => {
    const thread = { worker: new Worker(new URL('seal-worker.ts', import.meta.url), { workerData: terms }), load: 0 };
    thread.worker.on('message', ({ number, sealed }: SealedMessage) => {
      thread.load -= 1;
      waiting.get(number)?.resolve(sealed);
      waiting.delete(number);
    });
    thread.worker.on('error', breakDown);
    thread.worker.on('exit', (code) => breakDown(new Error(`a sealing thread ended with ${code}`)));
    return thread;
  });
  let number = 0;
  return {
    seal({ bytes, firstLine, overlong }) {
      if (broken) return Promise.reject(broken);
      number += 1;
      const thread = workers.reduce((least, each) => (each.load < least.load ? each : least));
      thread.load += 1;
      const message: ChunkMessage = { number, bytes, firstLine, overlong };
      thread.worker.postMessage(message);
      return new Promise((resolve, reject) => waiting.set(message.number, { resolve, reject }));
    },
    close: async () => void (await Promise.all(workers.map(({ worker }) => worker.terminate()))),
  };
}
