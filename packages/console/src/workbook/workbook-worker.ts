import { convertWorkbook } from './convert-workbook.ts';
import type { WorkbookAnswer, WorkbookWish } from './read-workbook.ts';
import { WorkbookRefused } from './workbook-fault.ts';

/** Messages about progress come this far apart, in parts of the whole. */
const progressSteps = 100;

self.onmessage = async ({ data: { file, sheet } }: MessageEvent<WorkbookWish>) => {
  const answer = (message: WorkbookAnswer) => self.postMessage(message);
  let told = 0;
  try {
    const found = await convertWorkbook(file, {
      sheet,
      onProgress: (done, total) => {
        const step = Math.floor((done / Math.max(1, total)) * progressSteps);
        if (step === told) return;
        told = step;
        answer({ kind: 'progress', done, total });
      },
    });
    answer(found);
  } catch (error) {
    answer({ kind: 'refused', fault: error instanceof WorkbookRefused ? error.fault : 'broken' });
  }
};
