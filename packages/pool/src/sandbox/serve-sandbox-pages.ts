import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '@kameng/contract/page';
import type { Engine } from '../engine.ts';
import { chooseLanguage } from '../http/choose-language.ts';
import { GatewayError } from './gateway-error.ts';
import { paySandboxPayment, sandboxOutcomes, type SandboxOutcome } from './pay-sandbox-payment.ts';
import { readSandboxPayment } from './read-sandbox-payment.ts';
import { renderSandboxPayPage, renderSandboxUnknownPage, type SandboxLanguage } from './sandbox-pay-page.ts';
import { sendSandboxCallbacks } from './send-sandbox-callbacks.ts';

interface PayRoute {
  Params: { payment: string };
  Querystring: { lang?: string };
}

/** The page where a buyer pays, and what its buttons do. */
export function serveSandboxPages(app: FastifyInstance, engine: Engine): void {
  const config = { rateLimit: false } as const;
  app.get<PayRoute>('/sandbox/pay/:payment', { config }, async (request, reply) => {
    const language = pageLanguage(request);
    try {
      const payment = await readSandboxPayment(engine, paymentOf(request));
      return sendPage(
        reply,
        200,
        renderSandboxPayPage(payment, language, engine.now()),
        new URL(payment.return_url).origin,
      );
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return sendPage(reply, error.status, renderSandboxUnknownPage(language));
    }
  });

  app.post<PayRoute>('/sandbox/pay/:payment', { config }, async (request, reply) => {
    const wantsJson = request.headers.accept?.includes('application/json') === true;
    try {
      const { return_url, status } = await paySandboxPayment(engine, paymentOf(request), readOutcome(request));
      // Told at once rather than by the job's next turn; whoever comes first takes the callback.
      void sendSandboxCallbacks(engine).catch((error: unknown) =>
        engine.log.warn({ err: error }, 'sandbox callbacks wait for their job'),
      );
      if (wantsJson)
        return reply
          .header('cache-control', 'no-store')
          .send({ payment_id: request.params.payment, status, return_url });
      return reply.redirect(return_url, 303);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (wantsJson) return reply.code(error.status).send({ error: { code: error.code, message: error.message } });
      // The page itself says why nothing could be paid.
      return reply.redirect(`/sandbox/pay/${encodeURIComponent(request.params.payment)}`, 303);
    }
  });
}

/** The payment in the path; what cannot be one is unknown without asking the database, which refuses some texts loudly. */
function paymentOf(request: FastifyRequest<PayRoute>): string {
  const { payment } = request.params;
  if (!/^\w{1,64}$/.test(payment)) throw new GatewayError(404, 'payment_unknown', 'There is no such payment.');
  return payment;
}

function readOutcome(request: FastifyRequest): SandboxOutcome {
  const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  const outcome =
    request.headers['content-type']?.startsWith('application/json') === true
      ? readJsonOutcome(body)
      : new URLSearchParams(body).get('outcome');
  const known = sandboxOutcomes.find((name) => name === outcome);
  if (known === undefined)
    throw new GatewayError(400, 'bad_outcome', `outcome is one of ${sandboxOutcomes.join(', ')}.`);
  return known;
}

function readJsonOutcome(body: string): unknown {
  try {
    return (JSON.parse(body) as { outcome?: unknown } | null)?.outcome;
  } catch {
    return undefined;
  }
}

function pageLanguage(request: FastifyRequest<PayRoute>): SandboxLanguage {
  const language = chooseLanguage(request.query.lang as Language | undefined, request.headers['accept-language']);
  return language.startsWith('zh') ? 'zh-CN' : 'en';
}

/** @param returnOrigin where the form's answer may lead: browsers hold redirects to form-action too */
function sendPage(reply: FastifyReply, status: number, page: string, returnOrigin = ''): FastifyReply {
  return reply
    .code(status)
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; form-action 'self' ${returnOrigin}; base-uri 'none'; frame-ancestors 'none'`,
    )
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);
}
