import type { IncomingHttpHeaders } from 'node:http';
import { supplyRequestId, type SupplyAnswer, type SupplyReceipt } from '@kameng/contract/supply';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import type { SigningEndpoint } from '../webhook/sign-webhook.ts';
import { isSigned } from '../webhook/verify-signature.ts';
import { parseAnswer } from './parse-answer.ts';
import { storeAnswer } from './store-answer.ts';

interface Found extends SigningEndpoint {
  rehearsal: boolean;
}

/**
 * Takes an answer that a supplier's server sends by itself. Who cannot sign for a request learns nothing about it.
 * Throws `signature_refused`, `invalid_request`, `supply_closed`.
 */
export async function receiveAnswer(
  engine: Engine,
  { headers, rawBody }: { headers: IncomingHttpHeaders; rawBody: Buffer },
): Promise<SupplyReceipt> {
  const body = parse(rawBody);
  const id = supplyRequestId.safeParse((body as { id?: unknown } | null | undefined)?.id).data;
  const endpoint = id === undefined ? undefined : await findEndpoint(engine, id);
  if (endpoint === undefined || !isSigned(engine.keys, endpoint, { headers, rawBody }, engine.now()))
    throw new ApiError('signature_refused');
  const parsed = parseAnswer(body);
  if ('errors' in parsed) throw new ApiError('invalid_request', parsed);
  return endpoint.rehearsal ? noteRehearsal(engine, parsed.answer) : storeAnswer(engine, parsed.answer);
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString());
  } catch {
    return undefined;
  }
}

async function findEndpoint(engine: Engine, requestId: string): Promise<Found | undefined> {
  const { rows } = await engine.db.pool.query<Found>(
    `SELECT e.id, e.secret_generation, e.previous_secret_until, found.rehearsal
     FROM (SELECT endpoint_id, false AS rehearsal FROM supply_request WHERE id = $1
           UNION ALL SELECT endpoint_id, true FROM supply_rehearsal WHERE id = $1) AS found
     JOIN supply_endpoint e ON e.id = found.endpoint_id`,
    [requestId],
  );
  return rows[0];
}

/** Of the test's codes only their number is kept: they are nobody's. */
async function noteRehearsal(engine: Engine, { id, outcome, codes }: SupplyAnswer): Promise<SupplyReceipt> {
  await engine.db.pool.query('UPDATE supply_rehearsal SET outcome = $2, codes = $3 WHERE id = $1 AND outcome IS NULL', [
    id,
    outcome,
    codes.length,
  ]);
  engine.orderWatch.tell([id]);
  return { id, status: 'filled', taken: 0, shelved: 0, refused: 0 };
}
