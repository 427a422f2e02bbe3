import type { ClientBase } from 'pg';
import type { CodeFields } from '@kameng/contract/order';
import { KeyError } from '../keys/key-error.ts';
import type { Keys } from '../keys/keys.ts';
import { createFingerprinter, openCode } from './code-cipher.ts';
import { maskCode, normaliseCode } from './code-fields.ts';
import { openDataKey, type WrappedDataKey } from './data-key.ts';

/** What can be found out about a sold code without telling anybody what it says. */
export interface Inspection {
  /** It opens, and is what was uploaded: the same mask, the same fingerprint. */
  intact: boolean;
  /** The same text had been sold before as a code of another brand, where fingerprints do not meet. */
  seenBefore: boolean;
}

interface SealedRow extends WrappedDataKey {
  id: string;
  secret: Buffer;
  masked: string;
  fingerprint: Buffer;
  /** Of its own product. */
  brand: string;
}

/** Most brands that a code is looked for under. */
const brandsMax = 2000;

/** Inspects sold codes. */
export async function inspectCodes(
  client: ClientBase,
  keys: Keys,
  codeIds: readonly string[],
): Promise<Map<string, Inspection>> {
  const { rows } = await client.query<SealedRow>(
    `SELECT code.id, code.secret, code.masked, code.fingerprint, code.batch_id, code_batch.master_key_id, code_batch.data_key, product.brand
     FROM code JOIN code_batch ON code_batch.id = code.batch_id JOIN product ON product.id = code_batch.product_id WHERE code.id = ANY($1::text[])`,
    [codeIds],
  );
  const brands = await client.query<{ brand: string }>('SELECT DISTINCT brand FROM product ORDER BY brand LIMIT $1', [
    brandsMax,
  ]);
  const fingerprint = createFingerprinter(keys.codeFingerprint);
  const inspected = rows.map((row) => {
    const text = readText(keys, row);
    const under = new Set([row.brand, ...brands.rows.map(({ brand }) => brand)]);
    const prints = text === undefined ? [] : [...under].map((brand) => fingerprint(`${brand}\0${text}`));
    const intact =
      text !== undefined && maskCode(text) === row.masked && prints.some((print) => print.equals(row.fingerprint));
    return { id: row.id, intact, prints: prints.filter((print) => !print.equals(row.fingerprint)) };
  });
  const twins = await findSold(client, inspected);
  return new Map(inspected.map(({ id, intact }) => [id, { intact, seenBefore: twins.has(id) }]));
}

function readText(keys: Keys, row: SealedRow): string | undefined {
  let fields: CodeFields;
  try {
    fields = openCode(openDataKey(keys, row), row.id, row.secret);
  } catch (error) {
    // A key that is not at hand says nothing about the code.
    if (error instanceof KeyError) throw error;
    return undefined;
  }
  return normaliseCode(fields);
}

/** Which of the codes have a twin that was in the pool before them and is sold. */
async function findSold(
  client: ClientBase,
  codes: readonly { id: string; prints: readonly Buffer[] }[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT given.id FROM unnest($1::text[], $2::bytea[]) AS given (id, fingerprint)
     JOIN code ON code.fingerprint = given.fingerprint AND code.id < given.id
     JOIN order_code ON order_code.code_id = code.id AND order_code.status = 'sold'`,
    [codes.flatMap(({ id, prints }) => prints.map(() => id)), codes.flatMap(({ prints }) => prints)],
  );
  return new Set(rows.map(({ id }) => id));
}
