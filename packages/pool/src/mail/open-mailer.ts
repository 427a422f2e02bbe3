import { createTransport } from 'nodemailer';
import type { Engine } from '../engine.ts';
import type { RenderedMail } from './render-mail.ts';

export interface OutgoingMail extends RenderedMail {
  id: string;
  recipient: string;
}

/** The server refused this recipient or mail for good; trying again would change nothing. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}

/** Where mails go: an SMTP server, or in development a table that /dev/mail shows. */
export interface Mailer {
  /** Throws {@link MailRefused}, or what went wrong this time. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

const connectionsMax = 4;
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

export function openMailer(engine: Engine): Mailer {
  return engine.config.smtpUrl === undefined
    ? openDevelopmentMailer(engine)
    : openSmtpMailer(engine, engine.config.smtpUrl);
}

function openSmtpMailer({ config }: Engine, smtpUrl: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: connectionsMax,
    // The mail carries a link that opens an order, so in production it does not travel in the clear.
    requireTLS: config.environment === 'production',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...timeouts,
  });
  const host = new URL(config.url).hostname;
  return {
    async send({ id, recipient, subject, text, html }) {
      try {
        await transport.sendMail({
          from: config.mailFrom,
          to: { name: '', address: recipient },
          subject,
          text,
          html,
          // The same mail sent again, after a crash, is recognised by its id.
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        const { responseCode } = error as { responseCode?: unknown };
        if (typeof responseCode === 'number' && responseCode >= 550 && responseCode < 560)
          throw new MailRefused('the mail server refused the mail', { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

function openDevelopmentMailer({ config, db, now }: Engine): Mailer {
  if (config.environment === 'production') throw new Error('production sends mails by SMTP only');
  return {
    async send({ id, recipient, subject, text, html }) {
      await db.pool.query(
        `INSERT INTO dev_mail (id, recipient, subject, text_body, html_body, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
        [id, recipient, subject, text, html, now()],
      );
    },
    close: () => undefined,
  };
}
