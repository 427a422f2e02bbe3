import { hasScope } from '@kameng/contract/desk-roles';
import type { Found } from '@kameng/contract/desk/search';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import { fingerprintsOfCode } from '../stock/fingerprints-of-code.ts';
import { lookByCode, lookByContact, looksById, looksByWords, type Look } from './search-statements.ts';

type Row = Pick<Found, 'id' | 'title' | 'status'> & { created_at: Date };

/** What an e-mail address or a phone number looks like. */
const contactForm = /^\S+@\S+\.\S+$|^\+?[0-9][0-9 -]{5,18}$/;

/**
 * Finds what somebody at the operator's desk looks for, as far as their role may see it. That somebody looked for a person or a
 * code is kept, not for whom.
 */
export async function search(ctx: MemberContext, { body }: DeskInput<'search'>): Promise<DeskAnswer<'search'>> {
  const q = body.q.normalize('NFKC').replaceAll('\0', '');
  const byId = looksById(q);
  const looks = byId.length > 0 ? byId : [...(await looksByHash(ctx, q)), ...looksByWords(q)];
  const { organisation, role } = ctx.actor;
  const allowed = looks.filter(({ scope }) => hasScope(organisation.kind, role, scope));
  const lists = await Promise.all(allowed.map((each) => find(ctx, each)));
  const data = new Map(lists.flat().map((found) => [found.id, found]));
  await keepOnRecord(ctx, [...data.values()]);
  return { data: [...data.values()] };
}

/** Addresses and codes are kept as keyed hashes, so they are looked for as such. */
async function looksByHash(ctx: MemberContext, q: string): Promise<Look[]> {
  const contact = contactForm.test(q)
    ? [
        lookByContact(
          addressFingerprint(
            ctx.keys,
            q.replaceAll('-', (dash) => (q.includes('@') ? dash : '')),
          ),
        ),
      ]
    : [];
  const codes = await fingerprintsOfCode(ctx, q);
  return codes.length > 0 ? [...contact, lookByCode(codes)] : contact;
}

async function find(ctx: MemberContext, { kind, by, text, values }: Look): Promise<Found[]> {
  const { rows } = await ctx.db.pool.query<Row>(text, values);
  return rows.map(({ created_at, ...row }) => ({ ...row, kind, by, created_at: created_at.toISOString() }));
}

async function keepOnRecord(ctx: MemberContext, data: readonly Found[]): Promise<void> {
  const hidden = data.flatMap(({ by, id }) => (by === 'contact' || by === 'code' ? [{ by, id }] : []));
  if (hidden.length === 0) return;
  await transact(ctx.db.pool, async (client) => {
    for (const { by, id } of hidden) await recordAudit(client, ctx, { action: `search.${by}`, object_id: id });
  });
}
