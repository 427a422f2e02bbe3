import { isOurs, type FromWorker, type ToWorker } from './worker-message.ts';

const answerMaxMs = 6000;
const waiting = new Map<number, (text: string | undefined) => void>();
let requests = 0;

/** Asks the first process for the metrics of all workers; undefined when there is no answer. */
export function askMetrics(): Promise<string | undefined> {
  if (requests === 0) process.on('message', hear);
  requests += 1;
  const request = requests;
  return new Promise((resolve) => {
    const limit = setTimeout(() => answer(request, undefined), answerMaxMs);
    waiting.set(request, (text) => {
      clearTimeout(limit);
      resolve(text);
    });
    process.send?.({ kind: 'metrics', request } satisfies FromWorker);
  });
}

function hear(message: ToWorker): void {
  if (isOurs(message) && message.kind === 'metrics') answer(message.request, message.text);
}

function answer(request: number, text: string | undefined): void {
  waiting.get(request)?.(text);
  waiting.delete(request);
}
