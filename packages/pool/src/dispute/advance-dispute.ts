import { createHash } from 'node:crypto';
import type { DisputeParty, DisputeRule, RemedyKind } from '@kameng/contract/dispute';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import type { OrderChange, OrderRow } from '../order/order-rows.ts';
import { noChange } from '../order/order-rows.ts';
import { writeChanges } from '../order/write-changes.ts';
import { carryOut } from './carry-out.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { disputeTurns, nextStatus, type DisputeMove } from './dispute-state.ts';
import { hashEvidence } from './hash-evidence.ts';
import { sealNote, wordsKey } from './seal-words.ts';
import { mailsForBuyer, tellDesks } from './tell-parties.ts';

/** What somebody, or a deadline, or a fact does in a dispute. */
export interface DisputeStep {
  party: DisputeParty;
  /** Who it was: buyer, a shop, a person, a key, a job. */
  actor: string;
  move: DisputeMove;
  rule?: DisputeRule | undefined;
  /** What was said with it. */
  note?: string | undefined;
  offer?: { kind: 'replacement' } | { kind: 'part'; amount_minor: number } | undefined;
  outcome?: Remedy | undefined;
  decidedBy?: string | undefined;
}

export type Remedy = { kind: RemedyKind; amount_minor?: number | undefined };

const hourMs = 3_600_000;

/**
 * Takes steps in a dispute, and carries out what came of it when it closes: one change of the order, one row for each step, mails
 * for whose turn it is now. The caller has locked the order and the dispute. Throws `dispute_turn` for a step that the table of
 * states does not have.
 * @param change what else happens to the order with it; a change in which nothing happens when left out
 */
export async function advanceDispute(
  client: ClientBase,
  engine: Engine,
  {
    order,
    dispute,
    change = noChange(order, `dispute ${dispute.id}`),
  }: { order: OrderRow; dispute: DisputeRow; change?: OrderChange },
  steps: readonly DisputeStep[],
): Promise<DisputeRow> {
  const now = engine.now();
  let after = dispute;
  for (const step of steps) {
    after = decide(after, step, now);
    await writeStep(client, engine, after, step);
  }
  if (after.status === 'closed') after = await carryOut(client, engine, after, change);
  await writeDispute(client, dispute, after);
  if (order.contact_secret) change.mails.push(...mailsForBuyer(after));
  await writeChanges(client, now, [change]);
  await tellDesks(client, engine, after);
  return after;
}

/** The dispute as a step leaves it. Pure. */
export function decide(before: DisputeRow, step: DisputeStep, now: Date): DisputeRow {
  const status = nextStatus(before.status, step.move);
  if (!status) throw new ApiError('dispute_turn');
  const { hours } = disputeTurns[status];
  const { offer, outcome } = step;
  return {
    ...before,
    status,
    sequence: before.sequence + 1,
    deadline: hours === null ? null : new Date(now.getTime() + hours * hourMs),
    closed_at: status === 'closed' ? now : null,
    appealed: before.appealed || step.move === 'appeal',
    rule: step.rule ?? before.rule,
    decided_by: step.decidedBy ?? before.decided_by,
    ...(offer && { offer_kind: offer.kind, offer_minor: offer.kind === 'part' ? offer.amount_minor : null }),
    ...(outcome && { outcome_kind: outcome.kind, outcome_minor: outcome.amount_minor ?? null }),
  };
}

async function writeStep(client: ClientBase, engine: Engine, after: DisputeRow, step: DisputeStep): Promise<void> {
  const { id, sequence, status } = after;
  const { party, actor, move, rule = null, note } = step;
  const said = createHash('sha256').update(JSON.stringify([sequence, party, actor, move, status, rule, note ?? null]));
  await client.query(
    `INSERT INTO dispute_event (dispute_id, sequence, party, actor, action, status, rule, note_secret, evidence_hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      sequence,
      party,
      actor,
      move,
      status,
      rule,
      note === undefined ? null : await sealSaid(client, engine, after, note),
      await hashEvidence(client, id, sequence, said.digest()),
      engine.now(),
    ],
  );
}

/** What is said after the order's key was destroyed is not kept. */
async function sealSaid(
  client: ClientBase,
  { keys }: Engine,
  dispute: DisputeRow,
  note: string,
): Promise<Buffer | null> {
  const key = await wordsKey(client, keys, dispute);
  return key ? sealNote(key, dispute.id, dispute.sequence, note) : null;
}

/** Guarded by the state it leaves, so a dispute that somebody else moved meanwhile stays as they left it. */
async function writeDispute(client: ClientBase, before: DisputeRow, after: DisputeRow): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE dispute SET status = $4, sequence = $5, deadline = $6, offer_kind = $7, offer_minor = $8, outcome_kind = $9, outcome_minor = $10,
       rule = $11, decided_by = $12, appealed = $13, closed_at = $14 WHERE id = $1 AND status = $2 AND sequence = $3`,
    [
      after.id,
      before.status,
      before.sequence,
      after.status,
      after.sequence,
      after.deadline,
      after.offer_kind,
      after.offer_minor,
      after.outcome_kind,
      after.outcome_minor,
      after.rule,
      after.decided_by,
      after.appealed,
      after.closed_at,
    ],
  );
  if (rowCount !== 1) throw new ApiError('dispute_turn');
}
