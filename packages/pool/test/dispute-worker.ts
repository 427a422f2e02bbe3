import { ApiError } from '../src/api-error.ts';
import { decideDispute } from '../src/dispute/decide-dispute.ts';
import { endTurns } from '../src/dispute/end-turns.ts';
import { deskOf } from './open-dispute-site.ts';
import { openTestEngine } from './open-test-engine.ts';
import { createPretendChannel } from './pretend-channel.ts';

/** What one process of the race is told: what to decide, or to end turns that are over by so many seconds from now. */
export interface DisputeRace {
  url: string;
  secret: string;
  decide: { ids: readonly string[]; kind: 'refund' | 'none' } | undefined;
  aheadS: number;
}

export type DisputeRaceOutcomes = Record<string, number>;

process.once('message', (told: DisputeRace) => void race(told));

async function race({ url, secret, decide, aheadS }: DisputeRace): Promise<void> {
  const engine = await openTestEngine({ shared: { url, secret }, channels: [createPretendChannel().channel] });
  engine.wait(aheadS);
  const outcomes: DisputeRaceOutcomes = {};
  const { rows } = await engine.db.pool.query<{ id: string }>("SELECT id FROM organisation WHERE kind = 'operator'");
  const arbiter = deskOf(engine, rows[0]!.id, 'operator', `arbiter ${process.pid}`, '');
  const rule = decide?.kind === 'none' ? 'evidence_for_supplier' : 'evidence_for_buyer';
  if (decide)
    await Promise.all(
      decide.ids.map(async (id) => {
        const body = { kind: decide.kind, rule, text: 'So it is.' } as const;
        const outcome = await decideDispute(arbiter, { params: { id }, query: undefined, body }).then(
          () => 'decided',
          (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
        );
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }),
    );
  else outcomes['ended'] = await endTurns(engine);
  await engine.close();
  process.send!(outcomes, () => process.disconnect());
}
