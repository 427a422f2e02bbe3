import { createHash } from 'node:crypto';
import type { SupplyScenario } from '@kameng/contract/desk/supply';
import { createId } from '@kameng/contract/id';
import type { SupplyAnswer, SupplyRehearsal, SupplyRequest, SupplyResult } from '@kameng/contract/supply';
import type { Engine } from '../engine.ts';
import type { ResolveName } from '../webhook/guard-address.ts';
import type { SigningEndpoint } from '../webhook/sign-webhook.ts';
import { describeRequest, readAnswer } from './ask-suppliers.ts';
import { postSupply, type Posted, type PostOptions } from './post-supply.ts';

const quantity = 2;
/** A server that takes longer would keep a buyer waiting. */
const answerMs = 4000;
/** How long the answer that comes later is waited for. */
const laterMs = 8000;
const oldS = 3600;

/** Where and for what a server is tried. */
export interface Stage {
  endpoint: SigningEndpoint & { url: string };
  offerId: string;
  productId: string;
  codeFields: readonly string[];
  resolve?: ResolveName | undefined;
}

/** What one scenario found. */
export interface Finding {
  scenario: SupplyScenario;
  passed: boolean;
  result: SupplyResult;
  http_status: number | null;
}

/** Tries every scenario on a server, most at once; twenty seconds are more than it can take. */
export async function rehearse(engine: Engine, stage: Stage): Promise<Finding[]> {
  const [first, ...others] = await Promise.all([
    orderTwice(engine, stage),
    try_(engine, stage, 'second_signature', isGood(stage), {
      bend: (headers) => ({ ...headers, 'webhook-signature': `v1,${wrongSignature} ${headers['webhook-signature']}` }),
    }),
    try_(engine, stage, 'bad_signature', isTurnedAway, {
      bend: (headers) => ({ ...headers, 'webhook-signature': `v1,${wrongSignature}` }),
    }),
    try_(engine, stage, 'old_timestamp', isTurnedAway, { signedAt: new Date(engine.now().getTime() - oldS * 1000) }),
    try_(
      engine,
      { ...stage, productId: createId('product') },
      'unknown_product',
      (_posted, answer) => answer?.outcome === 'refused',
    ),
    try_(
      engine,
      stage,
      'partial',
      (_posted, answer) => answer?.outcome === 'partial' && answer.codes.length < quantity,
      {
        rehearsal: 'partial',
      },
    ),
    answerLater(engine, stage),
  ]);
  return [...first, ...others];
}

/** Asks once as a buyer would be waiting; whether codes came as they should. */
export async function rehearseGood(engine: Engine, stage: Stage): Promise<boolean> {
  return (await try_(engine, stage, 'good_order', isGood(stage))).passed;
}

const wrongSignature = createHash('sha256').update('nobody').digest('base64');

type Judge = (posted: Posted, answer: SupplyAnswer | undefined) => boolean;

function isGood({ codeFields }: Stage): Judge {
  return (_posted, answer) =>
    answer?.outcome === 'codes' &&
    answer.codes.length === quantity &&
    new Set(answer.codes.map((code) => JSON.stringify(code))).size === quantity &&
    answer.codes.every((code) => codeFields.every((field) => code[field as keyof typeof code]));
}

const isTurnedAway: Judge = ({ status }) => status === 400 || status === 401 || status === 403;

async function try_(
  engine: Engine,
  stage: Stage,
  scenario: SupplyScenario,
  judge: Judge,
  { rehearsal = 'good', ...options }: PostOptions & { rehearsal?: SupplyRehearsal } = {},
): Promise<Finding> {
  const request = newRequest(engine, stage, rehearsal);
  const posted = await post(engine, stage, request, options);
  const answer = readAnswer(posted, request.id);
  return { scenario, passed: judge(posted, answer), ...describe(posted, answer) };
}

async function orderTwice(engine: Engine, stage: Stage): Promise<Finding[]> {
  const request = newRequest(engine, stage, 'good');
  const first = await post(engine, stage, request);
  const answer = readAnswer(first, request.id);
  const again = await post(engine, stage, request);
  const repeated = readAnswer(again, request.id);
  const good = isGood(stage)(first, answer);
  const same = good && JSON.stringify(sorted(answer)) === JSON.stringify(sorted(repeated));
  return [
    { scenario: 'good_order', passed: good, ...describe(first, answer) },
    { scenario: 'same_codes', passed: same, ...describe(again, repeated) },
  ];
}

const sorted = (answer: SupplyAnswer | undefined) =>
  answer?.codes.map((code) => JSON.stringify(Object.entries(code).toSorted())).toSorted();

async function answerLater(engine: Engine, stage: Stage): Promise<Finding> {
  const request = newRequest(engine, stage, 'later');
  await engine.db.pool.query('INSERT INTO supply_rehearsal (id, endpoint_id, created_at) VALUES ($1, $2, $3)', [
    request.id,
    stage.endpoint.id,
    engine.now(),
  ]);
  const heard = Promise.withResolvers<void>();
  const stop = engine.orderWatch.follow(request.id, heard.resolve);
  const timer = setTimeout(heard.resolve, answerMs + laterMs);
  try {
    const posted = await post(engine, stage, request);
    const accepted = posted.status === 202;
    if (accepted) await heard.promise;
    const { rows } = await engine.db.pool.query<{ outcome: string | null; codes: number | null }>(
      'DELETE FROM supply_rehearsal WHERE id = $1 RETURNING outcome, codes',
      [request.id],
    );
    const passed = accepted && rows[0]?.outcome === 'codes' && rows[0].codes === quantity;
    const found = describe(posted, readAnswer(posted, request.id));
    return { scenario: 'later', passed, ...found, ...(accepted && !passed && { result: 'expired' as const }) };
  } finally {
    clearTimeout(timer);
    stop();
  }
}

function newRequest(engine: Engine, stage: Stage, rehearsal: SupplyRehearsal): SupplyRequest {
  const now = engine.now().getTime();
  return describeRequest(
    engine,
    {
      id: createId('supplyRequest', now),
      product_id: stage.productId,
      offer_id: stage.offerId,
      quantity,
      amount_minor: 0,
      currency: 'CNY',
      deadline: new Date(now + answerMs + laterMs),
    },
    rehearsal,
  );
}

function post(engine: Engine, stage: Stage, request: SupplyRequest, options: PostOptions = {}): Promise<Posted> {
  return postSupply(engine, stage.endpoint, request, { resolve: stage.resolve, limitMs: answerMs, ...options });
}

function describe(posted: Posted, answer: SupplyAnswer | undefined): Pick<Finding, 'result' | 'http_status'> {
  const http_status = posted.status ?? null;
  if (posted.failure !== undefined) return { result: posted.failure, http_status };
  if (answer !== undefined) return { result: answer.outcome === 'codes' ? 'answered' : answer.outcome, http_status };
  return { result: http_status === 202 ? 'accepted' : http_status === 200 ? 'bad_answer' : 'bad_status', http_status };
}
