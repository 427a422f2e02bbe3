import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../engine.ts';
import { closeSandboxPayment } from './close-sandbox-payment.ts';
import { createSandboxPayment } from './create-sandbox-payment.ts';
import { GatewayError } from './gateway-error.ts';
import { parseSandboxRequest } from './parse-sandbox-request.ts';
import { readSandboxBill } from './read-sandbox-bill.ts';
import { readSandboxPayment } from './read-sandbox-payment.ts';
import { refundSandboxPayment } from './refund-sandbox-payment.ts';
import { describeSandboxPayment } from './sandbox-payment.ts';
import { isSigned, signatureHeader, signMessage } from './sandbox-signature.ts';
import { serveSandboxPages } from './serve-sandbox-pages.ts';

/** A signed call that is older is refused; within the window a replay has no effect, since every call is idempotent. */
const replayWindowS = 300;
const bodyMax = 16 * 1024;

/**
 * A payment gateway as if another company ran it: its own key, its own tables, its own page, spoken to over HTTP only.
 * Development only; production refuses to start with it.
 */
export function registerSandboxGateway(app: FastifyInstance, engine: Engine): void {
  if (engine.config.environment === 'production') throw new Error('the sandbox gateway does not exist in production');
  void app.register(async (gateway) => {
    // Signatures are checked on the bytes as they came, so nothing may parse them before.
    gateway.removeAllContentTypeParsers();
    gateway.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyMax }, (_request, body, done) =>
      done(null, body),
    );
    serveApi(gateway, engine);
    serveBill(gateway, engine);
    serveSandboxPages(gateway, engine);
  });
}

function serveApi(app: FastifyInstance, engine: Engine): void {
  const config = { rateLimit: false, toTheEnd: true } as const;
  app.post('/sandbox/api/payments', { config }, (request, reply) =>
    answer(engine, reply, async () => {
      const payment = await createSandboxPayment(engine, readSigned(engine, request, 'create'));
      return {
        ...describeSandboxPayment(payment, engine.now()),
        pay_url: `${engine.config.url}/sandbox/pay/${payment.id}`,
      };
    }),
  );
  app.post<{ Params: { payment: string } }>('/sandbox/api/payments/:payment/query', { config }, (request, reply) =>
    answer(engine, reply, async () => {
      readSigned(engine, request, 'query', request.params.payment);
      return describeSandboxPayment(await readSandboxPayment(engine, request.params.payment), engine.now());
    }),
  );
  app.post<{ Params: { payment: string } }>('/sandbox/api/payments/:payment/close', { config }, (request, reply) =>
    answer(engine, reply, async () => {
      readSigned(engine, request, 'close', request.params.payment);
      return describeSandboxPayment(await closeSandboxPayment(engine, request.params.payment), engine.now());
    }),
  );
  app.post<{ Params: { payment: string } }>('/sandbox/api/payments/:payment/refund', { config }, (request, reply) =>
    answer(engine, reply, async () => {
      const fields = readSigned(engine, request, 'refund', request.params.payment);
      return describeSandboxPayment(await refundSandboxPayment(engine, request.params.payment, fields), engine.now());
    }),
  );
}

function serveBill(app: FastifyInstance, engine: Engine): void {
  app.post('/sandbox/api/bill', { config: { rateLimit: false } }, (request, reply) =>
    answer(engine, reply, () => readSandboxBill(engine, readSigned(engine, request, 'bill'))),
  );
}

function readSigned(
  engine: Engine,
  request: FastifyRequest,
  action: string,
  paymentId?: string,
): Readonly<Record<string, unknown>> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (!isSigned(engine.keys.sandboxGateway, body, request.headers[signatureHeader], engine.now(), replayWindowS))
    throw new GatewayError(401, 'bad_signature', 'The signature is missing, wrong or too old.');
  return parseSandboxRequest(body, action, paymentId);
}

/** Answers with a signed body, refusals too, so that the merchant can tell the gateway's word from a proxy's. */
async function answer(engine: Engine, reply: FastifyReply, work: () => Promise<object>): Promise<FastifyReply> {
  let status = 200;
  let body: string;
  try {
    body = JSON.stringify(await work());
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    status = error.status;
    body = JSON.stringify({ error: { code: error.code, message: error.message } });
  }
  return reply
    .code(status)
    .header(signatureHeader, signMessage(engine.keys.sandboxGateway, body, engine.now()))
    .header('cache-control', 'no-store')
    .type('application/json')
    .send(body);
}
