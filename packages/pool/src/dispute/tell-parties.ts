import { roles, hasScope } from '@kameng/contract/desk-roles';
import type { DisputeStatus } from '@kameng/contract/dispute';
import type { ClientBase } from 'pg';
import type { Engine } from '../engine.ts';
import type { LetterTemplate } from '../mail/letter-texts.ts';
import { queueLetters } from '../mail/queue-letters.ts';
import type { MailTemplate } from '../order/order-rows.ts';
import type { DisputeRow } from './dispute-rows.ts';

/** Most members of a desk who are written to. */
const readersMax = 20;
/** People at a desk have not said what they read yet; the desks are Chinese first. */
const deskLanguage = 'zh-CN';

const buyerMails: Partial<Record<DisputeStatus, MailTemplate>> = {
  buyer_turn: 'dispute_offered',
  evidence: 'dispute_contested',
  decided: 'dispute_decided',
  closed: 'dispute_closed',
};

const supplierLetters: Partial<Record<DisputeStatus, LetterTemplate>> = {
  supplier_turn: 'dispute_to_answer',
  evidence: 'dispute_in_evidence',
  decided: 'dispute_decided',
  closed: 'dispute_closed',
};

/** The mail that tells the buyer where a dispute stands now; it goes with the change of the order. */
export function mailsForBuyer({ status }: DisputeRow): MailTemplate[] {
  const template = buyerMails[status];
  return template ? [template] : [];
}

/** Queues letters to those who can act at the supplier’s or the operator’s desk. */
export async function tellDesks(client: ClientBase, engine: Engine, dispute: DisputeRow): Promise<void> {
  const { id, status, order_id, deadline } = dispute;
  const toSupplier = supplierLetters[status];
  const toOperator = status === 'arbiter' || status === 'appealed' ? ('dispute_to_decide' as const) : undefined;
  const template = toSupplier ?? toOperator;
  if (!template) return;
  const kind = toSupplier ? 'supplier' : 'operator';
  const writing = roles.filter((role) => hasScope(kind, role, 'disputes:write'));
  const { rows } = await client.query<{ email: string }>(
    `SELECT DISTINCT person.email FROM organisation AS g JOIN member ON member.organisation_id = g.id JOIN person ON person.id = member.person_id
       WHERE member.role = ANY($2::text[]) AND g.kind = $3
         AND ($3 = 'operator' OR g.id = (SELECT organisation_id FROM supplier WHERE supplier.id = $1)) ORDER BY person.email LIMIT $4`,
    [dispute.supplier_id, writing, kind, readersMax],
  );
  const values = { order: order_id, until: deadline ? deadline.toISOString().slice(0, 16).replace('T', ' ') : '' };
  const link = `${engine.config.url}/console/${kind}/disputes?dispute=${id}`;
  await queueLetters(
    client,
    engine,
    rows.map(({ email }) => ({ template, recipient: email, language: deskLanguage, link, values })),
  );
}
