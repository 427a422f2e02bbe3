import { noReceipts } from './crash-buyers.ts';
import { openCrashSite } from './open-crash-site.ts';
import { type CrashReport, runCrashRound } from './run-crash-round.ts';

/** Every so many rounds the database dies too. */
const databaseEvery = 3;

export interface CrashPlan {
  rounds: number;
  processes: number;
  /** How long buyers buy in each round, in milliseconds. */
  loadMs: number;
}

/** Runs the crash test and tells of each round. Answers every broken promise. */
export async function runCrash(
  { rounds, processes, loadMs }: CrashPlan,
  tell: (report: CrashReport) => void,
): Promise<string[]> {
  const site = await openCrashSite(processes);
  const receipts = noReceipts();
  const problems: string[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const report = await runCrashRound(site, receipts, {
        round,
        loadMs,
        killDatabase: round % databaseEvery === 0,
      });
      problems.push(...report.problems);
      tell(report);
    }
  } finally {
    await site.close();
  }
  return problems;
}
