import assert from 'node:assert/strict';
import type { ClientBase } from 'pg';

/** How many codes one caller wants from one offer. */
export interface Want {
  offerId: string;
  quantity: number;
}

/**
 * What a want got: its codes; `sold_out`; or `busy` when enough codes stand on the shelf but others are just
 * taking them and may yet put them back. Ask again then.
 */
export type Claim = readonly string[] | 'sold_out' | 'busy';

/**
 * Behind which code each offer's shelf was last found to begin. Sold entries stay in the index until vacuum may remove them,
 * which a long snapshot elsewhere can delay for hours; beginning behind them keeps a pick as short as ever. Only a hint.
 */
export type ShelfStart = Map<string, { after: string; picks: number }>;

/** Forget all hints when a process has seen this many offers. */
const hintsMax = 100_000;
/** Begin at the very front again after so many picks, so that codes that were put back are sold in their turn. */
const picksMax = 500;

/**
 * Takes codes off the shelf in the caller's transaction, oldest first, each want whole or not at all, earlier wants first.
 * The caller gives every claimed code to an order item in the same transaction.
 */
export async function claimCodes(client: ClientBase, wants: readonly Want[], shelfStart: ShelfStart): Promise<Claim[]> {
  const byOffer = new Map<string, number[]>();
  for (const [index, { offerId }] of wants.entries()) byOffer.set(offerId, [...(byOffer.get(offerId) ?? []), index]);
  const claims: Claim[] = Array.from({ length: wants.length }, () => 'sold_out');
  // Offers in one order everywhere: two processes that take from the same shelves never wait for each other in a ring.
  for (const offerId of [...byOffer.keys()].toSorted())
    await claimFrom(client, offerId, wants, byOffer.get(offerId)!, claims, shelfStart);
  return claims;
}

async function claimFrom(
  client: ClientBase,
  offerId: string,
  wants: readonly Want[],
  places: readonly number[],
  claims: Claim[],
  shelfStart: ShelfStart,
): Promise<void> {
  const wanted = places.reduce((sum, place) => sum + wants[place]!.quantity, 0);
  const taken = await takeFromShelf(client, offerId, wanted, shelfStart);
  let next = 0;
  const unmet: number[] = [];
  for (const place of places) {
    const { quantity } = wants[place]!;
    if (next + quantity > taken.length) {
      unmet.push(place);
      continue;
    }
    claims[place] = taken.slice(next, next + quantity);
    next += quantity;
  }
  if (unmet.length === 0) return;
  await putOnShelf(client, offerId, taken.slice(next));
  const largest = Math.max(...unmet.map((place) => wants[place]!.quantity));
  const standing = await countStanding(client, offerId, largest);
  for (const place of unmet) if (wants[place]!.quantity <= standing) claims[place] = 'busy';
}

/** Takes the oldest codes behind a hint; exported so that a test can look at its plan. */
export const takeText = `
  WITH picked AS MATERIALIZED (
    SELECT code_id FROM shelf WHERE offer_id = $1 AND code_id > $2 ORDER BY code_id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  DELETE FROM shelf USING picked WHERE shelf.offer_id = $1 AND shelf.code_id = picked.code_id RETURNING shelf.code_id`;

async function takeFromShelf(
  client: ClientBase,
  offerId: string,
  wanted: number,
  shelfStart: ShelfStart,
): Promise<string[]> {
  const { after, picks } = shelfStart.get(offerId) ?? { after: '', picks: 0 };
  const take = async (behind: string, limit: number) =>
    (
      await client.query<{ code_id: string }>({
        name: 'take from shelf',
        text: takeText,
        values: [offerId, behind, limit],
      })
    ).rows
      .map(({ code_id }) => code_id)
      .toSorted();
  const taken = await take(after, wanted);
  if (shelfStart.size > hintsMax) shelfStart.clear();
  if (taken.length === wanted && picks < picksMax) shelfStart.set(offerId, { after: taken.at(-1)!, picks: picks + 1 });
  else shelfStart.delete(offerId);
  if (taken.length === wanted || after === '') return taken;
  // What a transaction rolled back or put back stands before the hint.
  return [...(await take('', wanted - taken.length)), ...taken];
}

/** Codes others may be taking count too: whether they really go is not known yet. Looks at no more than `enough`. */
async function countStanding(client: ClientBase, offerId: string, enough: number): Promise<number> {
  const { rows } = await client.query<{ standing: number }>({
    name: 'count standing',
    text: 'SELECT count(*) AS standing FROM (SELECT 1 FROM shelf WHERE offer_id = $1 LIMIT $2) AS seen',
    values: [offerId, enough],
  });
  return rows[0]!.standing;
}

/** Puts codes back for sale. */
export async function putOnShelf(client: ClientBase, offerId: string, codeIds: readonly string[]): Promise<void> {
  if (codeIds.length === 0) return;
  await client.query({
    name: 'put on shelf',
    text: 'INSERT INTO shelf (offer_id, code_id) SELECT $1, * FROM unnest($2::text[])',
    values: [offerId, codeIds],
  });
}

/** Takes these codes off the shelf, on which the caller's transaction has just put them. */
export async function takeCodes(client: ClientBase, offerId: string, codeIds: readonly string[]): Promise<void> {
  if (codeIds.length === 0) return;
  const { rowCount } = await client.query({
    name: 'take these from shelf',
    text: 'DELETE FROM shelf WHERE offer_id = $1 AND code_id = ANY($2::text[])',
    values: [offerId, codeIds],
  });
  assert.equal(rowCount, codeIds.length, 'a code was gone from the shelf');
}
