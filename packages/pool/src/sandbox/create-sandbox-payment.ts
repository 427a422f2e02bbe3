import type { Engine } from '../engine.ts';
import { GatewayError } from './gateway-error.ts';
import { readAmount, readText } from './parse-sandbox-request.ts';
import type { SandboxPayment } from './sandbox-payment.ts';

const idForm = /^[A-Za-z0-9_]{1,64}$/;

/**
 * Takes a payment from the merchant. The same request again answers the same payment; another one under its id is refused.
 */
export async function createSandboxPayment(
  engine: Engine,
  fields: Readonly<Record<string, unknown>>,
): Promise<SandboxPayment> {
  const payment: SandboxPayment = {
    id: readText(fields, 'payment_id', idForm),
    status: 'open',
    subject: readText(fields, 'subject', /^[^\r\n]{1,256}$/u),
    currency: readText(fields, 'currency', /^[A-Z]{3}$/),
    amount_minor: readAmount(fields, 'amount_minor'),
    paid_minor: 0,
    refunded_minor: 0,
    notify_url: readUrl(fields, 'notify_url'),
    return_url: readUrl(fields, 'return_url'),
    expires_at: new Date(readText(fields, 'expires_at', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)),
  };
  const values = [
    payment.id,
    payment.subject,
    payment.currency,
    payment.amount_minor,
    payment.notify_url,
    payment.return_url,
    payment.expires_at,
  ];
  await engine.db.pool.query(
    `INSERT INTO sandbox_payment (id, status, subject, currency, amount_minor, notify_url, return_url, expires_at, created_at)
     VALUES ($1, 'open', $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
    [...values, engine.now()],
  );
  const kept = await engine.db.pool.query<SandboxPayment>(
    `SELECT * FROM sandbox_payment WHERE id = $1 AND (subject, currency, amount_minor, notify_url, return_url, expires_at) = ($2, $3, $4, $5, $6, $7)`,
    values,
  );
  if (kept.rows[0] === undefined)
    throw new GatewayError(409, 'payment_exists', 'There is another payment with this id.');
  return kept.rows[0];
}

function readUrl(fields: Readonly<Record<string, unknown>>, name: string): string {
  const text = readText(fields, name, /^https?:\/\//);
  if (!URL.canParse(text)) throw new GatewayError(400, 'bad_request', `${name} is not a URL.`);
  return text;
}
