import type { ClientBase } from 'pg';
import type { ApplyEngine } from '../batch/open-batchers.ts';
import { availableOf, channelFees, channelFunds, platformFees } from '../ledger/accounts.ts';
import type { Transfer } from '../ledger/post-transfers.ts';
import type { Seen } from '../payment/channel.ts';
import type { SeenDecision } from '../payment/decide-seen.ts';
import { topUpColumns, type TopUpRow } from './top-up-row.ts';

/**
 * Applies a channel's message to a top-up: what came in beyond what is known goes into the balance, whatever was asked for and
 * however late. What the channel charges for it is the operator's. Locks the payment; the caller posts the transfers.
 */
export async function applyTopUp(
  client: ClientBase,
  engine: ApplyEngine,
  seen: Seen,
  now: Date,
): Promise<{ outcome: SeenDecision['outcome']; transfers: Transfer[] }> {
  const { rows } = await client.query<TopUpRow>(
    `SELECT ${topUpColumns} FROM payment p JOIN top_up t ON t.payment_id = p.id WHERE p.id = $1 FOR UPDATE OF p`,
    [seen.paymentId],
  );
  const row = rows[0]!;
  const outcome = judge(row, seen);
  if (outcome !== 'applied') return { outcome, transfers: [] };
  const received_minor = seen.state === 'paid' ? seen.paid!.amount_minor : row.received_minor;
  await client.query(
    `UPDATE payment SET status = $2, received_minor = $3, provider_reference = COALESCE($4, provider_reference), next_query_at = NULL, updated_at = $5 WHERE id = $1`,
    [row.payment_id, seen.state, received_minor, seen.providerReference ?? null, now],
  );
  if (seen.state !== 'paid') return { outcome, transfers: [] };
  await client.query('UPDATE top_up SET paid_at = COALESCE(paid_at, $2) WHERE id = $1', [row.id, now]);
  return { outcome, transfers: transfersOf(row, received_minor, engine.channels.get(row.channel)?.feeBps ?? 0) };
}

/** What is known of money only grows. A currency nobody asked for, and money that a channel took back, are for people to look at. */
function judge({ status, received_minor, currency }: TopUpRow, { state, paid }: Seen): SeenDecision['outcome'] {
  if (state === 'pending') return 'no_effect';
  if (state === 'refunded') return received_minor > 0 ? 'quarantined' : 'no_effect';
  if (state !== 'paid') return status === 'creating' || status === 'waiting' ? 'applied' : 'no_effect';
  if (!paid || paid.amount_minor <= 0 || paid.currency !== currency) return 'quarantined';
  return paid.amount_minor > received_minor ? 'applied' : 'no_effect';
}

function transfersOf(
  { id, site_id, channel, currency, received_minor }: TopUpRow,
  now_minor: number,
  feeBps: number,
): Transfer[] {
  const feeOf = (amount_minor: number) => Number((BigInt(amount_minor) * BigInt(feeBps)) / 10_000n);
  const moved = { currency, order_id: id };
  return [
    {
      ...moved,
      kind: 'top_up',
      from: channelFunds(channel, currency),
      to: availableOf(site_id, currency),
      amount_minor: now_minor - received_minor,
    },
    {
      ...moved,
      kind: 'channel_fee',
      from: platformFees(currency),
      to: channelFees(channel, currency),
      amount_minor: feeOf(now_minor) - feeOf(received_minor),
    },
  ];
}
