import { setTimeout as delay } from 'node:timers/promises';
import { supplyCalls } from '@kameng/contract/supply-routes';
import type { SupplyRehearsal, SupplyRequest } from '@kameng/contract/supply';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import type { ResolveName } from '../webhook/guard-address.ts';
import type { SigningEndpoint } from '../webhook/sign-webhook.ts';
import { leaseRequests, type LeasedRequest } from './lease-requests.ts';
import { parseAnswer } from './parse-answer.ts';
import { postSupply, type Posted } from './post-supply.ts';
import { recordResult } from './record-result.ts';
import { storeAnswer } from './store-answer.ts';

/** Requests under way at once in one process. */
const askingMax = 16;
const runLimitMs = 20_000;
/** While a slow server is waited for, the others are looked after this often. */
const lookAgainMs = 500;
/** Seconds until the next attempt, by attempts made; the last one stays. */
const retryDelaysS = [2, 5, 15, 30, 60] as const;
/** A server that said it will answer later is asked again, in case its answer was lost. */
const acceptedDelayS = 60;

/**
 * Job: asks suppliers for the codes of paid orders, several at once and to each server a few, so that a slow one delays nobody else.
 * The same id every time: after a crash between asking and storing, the same codes come again. Answers the number of attempts.
 */
export async function askSuppliers(engine: Engine, resolve?: ResolveName): Promise<number> {
  const runLimit = performance.now() + runLimitMs;
  const asking = new Set<Promise<void>>();
  let attempts = 0;
  while (performance.now() < runLimit) {
    const free = askingMax - asking.size;
    const leased = free > 0 ? await leaseRequests(engine, free) : [];
    attempts += leased.length;
    for (const request of leased) {
      const asked: Promise<void> = ask(engine, request, resolve)
        // Its lease runs out by itself.
        .catch((error: unknown) =>
          engine.log.error({ err: error, request: request.id }, 'a supplier was asked in vain'),
        )
        .finally(() => asking.delete(asked));
      asking.add(asked);
    }
    if (asking.size === 0) break;
    const timer = new AbortController();
    await Promise.race([...asking, delay(lookAgainMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }
  await Promise.all(asking);
  return attempts;
}

async function ask(engine: Engine, request: LeasedRequest, resolve: ResolveName | undefined): Promise<void> {
  const endpoint: SigningEndpoint & { url: string } = { ...request, id: request.endpoint_id };
  const posted = await postSupply(engine, endpoint, describeRequest(engine, request, null), { resolve });
  const answer = readAnswer(posted, request.id);
  const arrival = {
    ...(posted.status !== undefined && { http_status: posted.status }),
    took_ms: posted.tookMs,
  };
  if (answer !== undefined) {
    await storeAnswer(engine, answer, arrival);
    return;
  }
  const result =
    posted.failure ?? (posted.status === 202 ? 'accepted' : posted.status === 200 ? 'bad_answer' : 'bad_status');
  const now = engine.now();
  const delayS =
    result === 'accepted'
      ? acceptedDelayS
      : (retryDelaysS[Math.min(request.attempts, retryDelaysS.length) - 1] ?? retryDelaysS[0]);
  await transact(engine.db.pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE supply_request SET leased_until = NULL, next_attempt_at = $3, accepted_at = CASE WHEN $4 THEN COALESCE(accepted_at, $2) ELSE accepted_at END
       WHERE id = $1 AND status = 'open'`,
      // Spread over ±20 %, so that what failed together does not come back together.
      [request.id, now, new Date(now.getTime() + delayS * 1000 * (0.8 + 0.4 * Math.random())), result === 'accepted'],
    );
    // Answered by itself meanwhile: how the question went says nothing more.
    if (rowCount === 0) return;
    const { endpoint_id, offer_id } = request;
    await recordResult(client, now, { request_id: request.id, endpoint_id, offer_id, result, ...arrival });
  });
}

/** The answer in a reply; undefined when it is none to this request. */
export function readAnswer({ status, text }: Posted, requestId: string) {
  if (status !== 200 || text === undefined) return undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = parseAnswer(body);
  return 'answer' in parsed && parsed.answer.id === requestId ? parsed.answer : undefined;
}

/** What a supplier's server is sent; the same request is the same text, however often. */
export function describeRequest(
  { config }: Pick<Engine, 'config'>,
  request: Pick<
    LeasedRequest,
    'id' | 'product_id' | 'offer_id' | 'quantity' | 'amount_minor' | 'currency' | 'deadline'
  >,
  rehearsal: SupplyRehearsal | null,
): SupplyRequest {
  return {
    type: 'supply.request',
    id: request.id,
    product_id: request.product_id,
    offer_id: request.offer_id,
    quantity: request.quantity,
    amount: { amount_minor: request.amount_minor, currency: request.currency },
    deadline: request.deadline.toISOString(),
    answer_url: `${config.url}${supplyCalls.answerSupply.path}`,
    rehearsal,
  };
}
