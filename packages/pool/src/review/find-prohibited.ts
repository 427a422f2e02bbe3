import type { Goods, Prohibition } from '@kameng/contract/desk/supplier';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';

/** Text as it is compared: how it is written does not make it something else. */
export function comparedText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]/gu, '');
}

/** What of the list of prohibited goods a product sounds like. */
export async function findProhibited(client: Pool | ClientBase, goods: Goods): Promise<Prohibition[]> {
  const { names, redeem_texts, brand, category, face_value } = goods;
  const texts = [...Object.values(names), ...Object.values(redeem_texts), brand, category, face_value];
  const { rows } = await client.query<Prohibition>(
    `SELECT id, words, effect, reason FROM prohibition
     WHERE EXISTS (SELECT FROM unnest($1::text[]) AS given (text) WHERE strpos(given.text, compared) > 0) ORDER BY id`,
    [texts.map(comparedText)],
  );
  return rows;
}

/** Throws `prohibited_goods` when a product may not even be submitted; answers what its reviewer should look at. */
export async function refuseProhibited(client: Pool | ClientBase, goods: Goods): Promise<Prohibition[]> {
  const found = await findProhibited(client, goods);
  const refusing = found.find(({ effect }) => effect === 'refuse');
  if (refusing)
    throw new ApiError('prohibited_goods', { detail: `${refusing.reason}: “${refusing.words}” may not be sold here.` });
  return found;
}
