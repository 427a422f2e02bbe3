import type { Engine } from '../engine.ts';
import { openContact } from '../order/order-contact.ts';
import type { MailTemplate } from '../order/order-rows.ts';
import { orderToken } from '../order/order-token.ts';
import { readOrder } from '../order/read-orders.ts';
import { ownToken } from '../own/own-token.ts';
import { MailRefused, openMailer, type Mailer } from './open-mailer.ts';
import type { LetterTemplate } from './letter-texts.ts';
import { openLetter } from './queue-letters.ts';
import { renderLetter } from './render-letter.ts';
import { chooseMailLanguage, renderMail } from './render-mail.ts';

interface Leased {
  id: string;
  language: string;
  attempts: number;
}

interface OrderMail extends Leased {
  template: MailTemplate;
  order_id: string;
  letter_secret: null;
  contact_secret: Buffer | null;
  order_key: Buffer | null;
  link_id: string | null;
  token_generation: number;
}

interface Letter extends Leased {
  template: LetterTemplate;
  order_id: null;
  letter_secret: Buffer;
}

type LeasedMail = OrderMail | Letter;

/** How a mail ended; undefined while it will be tried again. */
type Outcome = 'sent' | 'no_address' | 'refused' | 'gave_up';

const batchMax = 20;
/** Longer than a whole batch can take, so that nobody else takes a mail that is being sent. */
const leaseMs = 5 * 60_000;
/** Seconds until the next attempt, by attempts made; then the mail is given up. */
const retryDelaysS = [60, 300, 1800, 7200, 21_600, 43_200] as const;

/** Job: sends queued mails. Contact and link are put in now and are kept nowhere. Answers the number of mails handled. */
export async function sendMails(engine: Engine): Promise<number> {
  const mails = await lease(engine);
  if (mails.length === 0) return 0;
  const mailer = openMailer(engine);
  try {
    await Promise.all(mails.map((mail) => handle(engine, mailer, mail)));
  } finally {
    mailer.close();
  }
  return mails.length;
}

async function lease(engine: Engine): Promise<LeasedMail[]> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<LeasedMail>({
    name: 'lease mails',
    text: `WITH due AS MATERIALIZED (
             SELECT id FROM mail WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
           ), leased AS (
             UPDATE mail m SET attempts = m.attempts + 1, next_attempt_at = $3 FROM due WHERE m.id = due.id RETURNING m.*
           )
           SELECT l.id, l.template, l.order_id, l.language, l.attempts, l.letter_secret, l.link_id, o.contact_secret, o.token_generation, k.sealed AS order_key
           FROM leased l LEFT JOIN orders o ON o.id = l.order_id LEFT JOIN order_key k ON k.order_id = l.order_id`,
    values: [now, batchMax, new Date(now.getTime() + leaseMs)],
  });
  return rows;
}

async function handle(engine: Engine, mailer: Mailer, mail: LeasedMail): Promise<void> {
  const outcome = await send(engine, mailer, mail).catch((error: unknown) => judge(engine, mail, error));
  // Names and addresses of buyers stay out of the log.
  if (outcome !== undefined)
    engine.log[outcome === 'sent' ? 'debug' : 'warn'](
      { mail: mail.id, order: mail.order_id, template: mail.template, outcome },
      'mail handled',
    );
  const now = engine.now();
  const delayS = outcome === undefined ? retryDelaysS[mail.attempts - 1] : undefined;
  await engine.db.pool.query(
    'UPDATE mail SET outcome = $2, sent_at = $3, next_attempt_at = $4, letter_secret = CASE WHEN $4::timestamptz IS NULL THEN NULL ELSE letter_secret END WHERE id = $1 AND outcome IS NULL',
    [
      mail.id,
      outcome ?? null,
      outcome === 'sent' ? now : null,
      delayS === undefined ? null : new Date(now.getTime() + delayS * 1000),
    ],
  );
}

async function send(engine: Engine, mailer: Mailer, mail: LeasedMail): Promise<Outcome> {
  return mail.letter_secret === null ? sendOrderMail(engine, mailer, mail) : sendLetter(engine, mailer, mail);
}

async function sendLetter(engine: Engine, mailer: Mailer, mail: Letter): Promise<Outcome> {
  const { recipient, link, values } = openLetter(engine.keys, mail.id, mail.letter_secret);
  await mailer.send({
    id: mail.id,
    recipient,
    ...renderLetter(mail.template, link, values, chooseMailLanguage(mail.language)),
  });
  return 'sent';
}

async function sendOrderMail(engine: Engine, mailer: Mailer, mail: OrderMail): Promise<Outcome> {
  const contact = mail.contact_secret && openContact(engine.keys, mail.order_id, mail.contact_secret, mail.order_key);
  // A buyer who gave only a phone number keeps the order page and the lookup.
  if (!contact?.email) return 'no_address';
  const language = chooseMailLanguage(mail.language);
  const order = await readOrder({ db: engine.db, language }, mail.order_id);
  const link =
    mail.link_id === null
      ? `${engine.config.url}/o/${order.id}#${orderToken(engine.keys, order.id, mail.token_generation)}`
      : `${engine.config.url}/orders#${ownToken(engine.keys, mail.link_id, 'link')}`;
  await mailer.send({ id: mail.id, recipient: contact.email, ...renderMail(mail.template, order, link, language) });
  return 'sent';
}

function judge(engine: Engine, mail: LeasedMail, error: unknown): Outcome | undefined {
  if (error instanceof MailRefused) return 'refused';
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  engine.log.error({ mail: mail.id, code, responseCode, attempts: mail.attempts }, 'mail could not be sent');
  return retryDelaysS[mail.attempts - 1] === undefined ? 'gave_up' : undefined;
}
