import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { availableOf, channelFees, escrow, owedOf, pendingOf, platformFees, type AccountId } from './accounts.ts';
import { lockBalances } from './lock-balances.ts';
import type { Transfer } from './post-transfers.ts';
import { splitRefund } from './split-refund.ts';

interface ShareRow {
  owner_id: string;
  kind: string;
  left_minor: number;
  matured: boolean;
}

/** What is to be refunded of an order that was delivered. The caller has locked the order. */
export interface RefundOfDelivered {
  order_id: string;
  channel: string;
  currency: string;
  amount_minor: number;
  /** What the channel keeps of money that stays paid. */
  channelFeeBps: number;
}

/** The transfers that bring the money back into escrow, and what then is left of the delivered amount. */
export interface Clawback {
  transfers: Transfer[];
  left_minor: number;
}

/**
 * Takes a refund back from those who shared the order's money, in proportion: from a share that has not matured, out of pending;
 * from one that has, out of what is available, and what is missing there is owed. The channel returns its fee on the part that
 * goes back, as channels do that charge what they settle; the operator bears the rest. Throws `invalid_request` when more is
 * asked for than is left.
 */
export async function clawBack(client: ClientBase, at: Date, refund: RefundOfDelivered): Promise<Clawback> {
  const { order_id, currency, amount_minor } = refund;
  const shares = await lockShares(client, order_id);
  const fee = channelFees(refund.channel, currency);
  const operator = platformFees(currency);
  const kept = await readKept(client, order_id, [fee, operator]);
  const rest_minor = kept.get(fee)! + kept.get(operator)!;
  const whole_minor = shares.reduce((sum, { left_minor }) => sum + left_minor, rest_minor);
  if (amount_minor <= 0 || amount_minor > whole_minor) {
    throw new ApiError('invalid_request', {
      detail: `Between 1 and ${whole_minor} minor units of ${order_id} can be refunded.`,
      errors: [{ pointer: '/amount/amount_minor', code: amount_minor <= 0 ? 'too_small' : 'too_big' }],
    });
  }
  const parts = splitRefund([...shares.map(({ left_minor }) => left_minor), rest_minor], amount_minor);
  const left_minor = whole_minor - amount_minor;
  const feeBack = kept.get(fee)! - feeOfRest(kept.get(fee)!, whole_minor, left_minor, refund.channelFeeBps);
  const back = (from: AccountId, amount: number): Transfer =>
    amount >= 0
      ? { kind: 'clawback', from, to: escrow(currency), currency, amount_minor: amount, order_id }
      : { kind: 'clawback', from: escrow(currency), to: from, currency, amount_minor: -amount, order_id };
  const transfers = [back(fee, feeBack), back(operator, parts.at(-1)! - feeBack)];
  transfers.push(...(await takeFromOwners(client, shares, parts, currency, back)));
  await markClawed(client, at, order_id, shares, parts);
  return { transfers: transfers.filter((transfer) => transfer.amount_minor > 0), left_minor };
}

/** What a channel keeps of the rest: by its rate, and when that is another one than at the time of sale, in proportion to what it took. */
function feeOfRest(fee_minor: number, whole_minor: number, left_minor: number, feeBps: number): number {
  const part = (of: number, by: number, whole: number) => Number((BigInt(of) * BigInt(by)) / BigInt(whole));
  return part(whole_minor, feeBps, 10_000) === fee_minor
    ? part(left_minor, feeBps, 10_000)
    : part(fee_minor, left_minor, whole_minor);
}

/** How much of an order's delivered money can still be refunded. The caller has locked the order. */
export async function refundableOf(
  client: ClientBase,
  { order_id, channel, currency }: Pick<RefundOfDelivered, 'order_id' | 'channel' | 'currency'>,
): Promise<number> {
  const shares = await lockShares(client, order_id);
  const kept = await readKept(client, order_id, [channelFees(channel, currency), platformFees(currency)]);
  return [...shares.map(({ left_minor }) => left_minor), ...kept.values()].reduce((sum, part) => sum + part, 0);
}

async function lockShares(client: ClientBase, orderId: string): Promise<ShareRow[]> {
  const { rows } = await client.query<ShareRow>(
    `SELECT owner_id, kind, amount_minor - clawed_minor AS left_minor, matured_at IS NOT NULL AS matured
     FROM share WHERE order_id = $1 ORDER BY owner_id, kind FOR UPDATE`,
    [orderId],
  );
  return rows;
}

/** What accounts have of one order, from its transfers. */
async function readKept(client: ClientBase, orderId: string, accounts: AccountId[]): Promise<Map<AccountId, number>> {
  const { rows } = await client.query<{ account_id: AccountId; sum: number }>(
    'SELECT account_id, sum(amount_minor)::bigint AS sum FROM entry WHERE order_id = $1 AND account_id = ANY($2::text[]) GROUP BY account_id',
    [orderId, accounts],
  );
  const sums = new Map(rows.map(({ account_id, sum }) => [account_id, sum]));
  return new Map(accounts.map((account) => [account, sums.get(account) ?? 0]));
}

async function takeFromOwners(
  client: ClientBase,
  shares: readonly ShareRow[],
  parts: readonly number[],
  currency: string,
  back: (from: AccountId, amount: number) => Transfer,
): Promise<Transfer[]> {
  const matured = shares.filter((share) => share.matured).map(({ owner_id }) => availableOf(owner_id, currency));
  const balances = await lockBalances(client, [...new Set(matured)]);
  return shares.flatMap(({ owner_id, matured }, index) => {
    const part = parts[index]!;
    if (!matured) return [back(pendingOf(owner_id, currency), part)];
    const account = availableOf(owner_id, currency);
    const paid = Math.min(part, balances.get(account)!);
    balances.set(account, balances.get(account)! - paid);
    return [back(account, paid), back(owedOf(owner_id, currency), part - paid)];
  });
}

/** A share of which nothing is left has nothing to mature. */
async function markClawed(
  client: ClientBase,
  at: Date,
  orderId: string,
  shares: readonly ShareRow[],
  parts: readonly number[],
): Promise<void> {
  await client.query(
    `UPDATE share SET clawed_minor = clawed_minor + c.part, matured_at = CASE WHEN clawed_minor + c.part = amount_minor THEN COALESCE(matured_at, $5) ELSE matured_at END
     FROM unnest($2::text[], $3::text[], $4::bigint[]) AS c (owner_id, kind, part)
     WHERE share.order_id = $1 AND share.owner_id = c.owner_id AND share.kind = c.kind`,
    [
      orderId,
      shares.map(({ owner_id }) => owner_id),
      shares.map(({ kind }) => kind),
      parts.slice(0, shares.length),
      at,
    ],
  );
}
