import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeSandboxPayment, type SandboxPayment } from '../../src/sandbox/sandbox-payment.ts';
import { isSigned, signatureHeader, signMessage } from '../../src/sandbox/sandbox-signature.ts';

/** How a buyer pays, and what the gateway makes of it. */
export const payKinds = ['paid', 'lost', 'twice', 'more', 'less', 'late'] as const;
export type PayKind = (typeof payKinds)[number];

/** The gateway's own record of a payment; no pool process can lose it. */
export type GatewayPayment = SandboxPayment & { refunds: Map<string, number> };

/** A payment gateway that another company runs: it stays up while pool processes and their database are killed. */
export interface PretendGateway {
  url: string;
  key: Buffer;
  payments: ReadonlyMap<string, GatewayPayment>;
  /** The buyer's money comes in, unless the payment has ended. Answers whether it did. */
  pay(paymentId: string, kind: PayKind): boolean;
  /** Callbacks that no pool process has taken yet. */
  waiting(): number;
  close(): Promise<void>;
}

export interface GatewayOptions {
  key: Buffer;
  now: () => Date;
  /** A pool process to tell, or undefined while there is none. */
  findPool: () => string | undefined;
  /** How many of its calls the gateway fails, before or after doing what was asked. */
  failureShare?: number;
}

const retryMs = 50;
const answerMaxMs = 3000;
const excessMinor = 1000;

export async function openPretendGateway({
  key,
  now,
  findPool,
  failureShare = 0,
}: GatewayOptions): Promise<PretendGateway> {
  const payments = new Map<string, GatewayPayment>();
  let waiting = 0;
  let closed = false;

  function answer(response: ServerResponse, status: number, body: object): void {
    if (Math.random() < failureShare) return void response.destroy();
    const text = JSON.stringify(body);
    response.writeHead(status, {
      [signatureHeader]: signMessage(key, text, now()),
      'content-type': 'application/json',
    });
    response.end(text);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (Math.random() < failureShare) return void response.writeHead(500).end();
    if (!isSigned(key, body, request.headers[signatureHeader], now(), 300)) return answer(response, 401, {});
    const fields = JSON.parse(body.toString()) as Record<string, string & number>;
    const path = /^\/sandbox\/api\/payments(?:\/(\w+)\/(\w+))?$/.exec(request.url ?? '');
    // This company publishes no bills.
    if (!path) return answer(response, 404, {});
    const [, id, action] = path;
    if (id === undefined) {
      const made = payments.get(fields.payment_id!) ?? newPayment(fields);
      payments.set(made.id, made);
      return answer(response, 200, {
        ...describeSandboxPayment(made, now()),
        pay_url: `http://gateway.test/${made.id}`,
      });
    }
    const payment = payments.get(id);
    if (!payment) return answer(response, 404, {});
    if (action === 'close' && payment.status === 'open') payment.status = 'closed';
    if (action === 'refund' && !payment.refunds.has(fields.refund_no!)) {
      if (fields.amount_minor! > payment.paid_minor - payment.refunded_minor) return answer(response, 422, {});
      payment.refunds.set(fields.refund_no!, fields.amount_minor!);
      payment.refunded_minor += fields.amount_minor!;
    }
    return answer(response, 200, describeSandboxPayment(payment, now()));
  }

  /** Tells until it is taken, whichever process takes it. */
  async function tell(body: string): Promise<void> {
    waiting += 1;
    while (!closed && !(await post(body))) await new Promise((resolve) => setTimeout(resolve, retryMs));
    waiting -= 1;
  }

  async function post(body: string): Promise<boolean> {
    const url = findPool();
    if (url === undefined) return false;
    try {
      const response = await fetch(`${url}/v1/callbacks/sandbox`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [signatureHeader]: signMessage(key, body, now()) },
        body,
        signal: AbortSignal.timeout(answerMaxMs),
      });
      return (await response.text()) === 'success' && response.status === 200;
    } catch {
      return false;
    }
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    payments,
    pay(paymentId, kind) {
      const payment = payments.get(paymentId)!;
      const ended = payment.status !== 'open' || payment.expires_at <= now() || payment.paid_minor > 0;
      if (ended !== (kind === 'late')) return false;
      if (payment.paid_minor > 0) return false;
      const due = payment.amount_minor;
      payment.paid_minor = kind === 'more' ? due + excessMinor : kind === 'less' ? Math.ceil(due / 2) : due;
      payment.status = 'paid';
      if (kind === 'lost') return true;
      const notice = () => JSON.stringify({ event_id: randomUUID(), ...describeSandboxPayment(payment, now()) });
      const first = notice();
      for (const body of kind === 'twice' ? [first, first, notice()] : [first]) void tell(body);
      return true;
    },
    waiting: () => waiting,
    async close() {
      closed = true;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function newPayment(fields: Record<string, string & number>): GatewayPayment {
  return {
    id: fields.payment_id!,
    status: 'open',
    subject: fields.subject!,
    currency: fields.currency!,
    amount_minor: fields.amount_minor!,
    paid_minor: 0,
    refunded_minor: 0,
    notify_url: fields.notify_url!,
    return_url: fields.return_url!,
    expires_at: new Date(fields.expires_at!),
    refunds: new Map(),
  };
}
