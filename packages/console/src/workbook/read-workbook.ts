import type { Conversion } from './convert-workbook.ts';
import { type WorkbookFault, WorkbookRefused } from './workbook-fault.ts';
// oxlint-disable-next-line import/default -- the bundler makes it: the address of the built worker
import workerUrl from './workbook-worker.ts?worker&url';

export interface WorkbookWish {
  file: File;
  sheet?: string | undefined;
}
export type WorkbookAnswer =
  | Conversion
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'refused'; fault: WorkbookFault };

interface Policy {
  createScriptURL: (url: string) => string;
}
interface TrustedTypes {
  createPolicy: (name: string, rules: Policy) => Policy;
}

/** Reads a workbook in a thread of its own, which ends with it. Throws WorkbookRefused. */
export async function readWorkbook(
  wish: WorkbookWish,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<Conversion> {
  const worker = new Worker(trusted(workerUrl), { type: 'module' });
  try {
    return await new Promise<Conversion>((resolve, reject) => {
      worker.onerror = () => reject(new WorkbookRefused('broken'));
      worker.onmessage = ({ data }: MessageEvent<WorkbookAnswer>) => {
        if (data.kind === 'progress') onProgress(data);
        else if (data.kind === 'refused') reject(new WorkbookRefused(data.fault));
        else resolve(data);
      };
      worker.postMessage(wish);
    });
  } finally {
    worker.terminate();
  }
}

/** The pool's pages run only scripts that somebody vouched for; this one was built with the app. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('kameng-workbook', {
    createScriptURL: (asked) => {
      if (asked !== workerUrl) throw new TypeError('No other script is run.');
      return asked;
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}
