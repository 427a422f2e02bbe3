import { parentPort, workerData } from 'node:worker_threads';
import { createChunkSealer, type ImportTerms } from './seal-chunk.ts';
import type { ChunkMessage, SealedMessage } from './open-sealers.ts';

// A thread that seals chunks, one after the other, as they are posted to it.
const sealChunk = createChunkSealer(workerData as ImportTerms);

parentPort!.on('message', ({ number, ...chunk }: ChunkMessage) => {
  const sealed = sealChunk(chunk);
  const { ids, fingerprints, secrets, masked } = sealed.codes;
  // Handed over, not copied.
  const buffers = [ids, fingerprints, secrets, masked, sealed.lines].map(({ buffer }) => buffer as ArrayBuffer);
  parentPort!.postMessage({ number, sealed } satisfies SealedMessage, buffers);
});
