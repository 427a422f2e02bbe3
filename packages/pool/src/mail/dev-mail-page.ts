import { idSchema } from '@kameng/contract/id';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Engine } from '../engine.ts';
import { plainPolicy } from '../pages/page-policy.ts';
import { html, type Html } from './html.ts';

interface DevMail {
  id: string;
  recipient: string;
  subject: string;
  text_body: string;
  html_body: string;
  created_at: Date;
}

const mailId = idSchema('mail');
const shownMax = 100;
/** A mail client runs no script and sends no form; links open outside of it. */
const clientPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** Shows the mails that development would have sent: `/dev/mail`, and `/dev/mail.json?recipient=` for programs. */
export function serveDevMail(app: FastifyInstance, engine: Engine): void {
  if (engine.config.environment === 'production') throw new Error('/dev/mail does not exist in production');
  const config = { rateLimit: false } as const;
  const newest = async (recipient: string | undefined) => {
    const { rows } = await engine.db.pool.query<DevMail>(
      'SELECT * FROM dev_mail WHERE $1::text IS NULL OR recipient = $1 ORDER BY id DESC LIMIT $2',
      // An address with a NUL is nobody's, and PostgreSQL takes none.
      [recipient?.toString().replaceAll('\0', '') ?? null, shownMax],
    );
    return rows;
  };
  const one = async (id: string) =>
    mailId.safeParse(id).success
      ? (await engine.db.pool.query<DevMail>('SELECT * FROM dev_mail WHERE id = $1', [id])).rows[0]
      : undefined;

  app.get<{ Querystring: { recipient?: string } }>('/dev/mail.json', { config }, async (request, reply) => {
    const mails = await newest(request.query.recipient);
    return reply
      .header('cache-control', 'no-store')
      .send({ data: mails.map((mail) => ({ ...mail, created_at: mail.created_at.toISOString() })) });
  });
  app.get('/dev/mail', { config }, async (_request, reply) =>
    sendPage(reply, 'Mail', renderList(await newest(undefined))),
  );
  app.get<{ Params: { id: string } }>('/dev/mail/:id', { config }, async (request, reply) => {
    const mail = await one(request.params.id);
    return mail ? sendPage(reply, mail.subject, renderOne(mail)) : reply.callNotFound();
  });
  app.get<{ Params: { id: string } }>('/dev/mail/:id/html', { config }, async (request, reply) => {
    const mail = await one(request.params.id);
    if (!mail) return reply.callNotFound();
    return reply
      .header('content-security-policy', clientPolicy)
      .header('x-frame-options', 'SAMEORIGIN')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(mail.html_body);
  });
}

function renderList(mails: readonly DevMail[]): Html {
  if (mails.length === 0)
    return html`<h1>Mail</h1>
      <p class="muted">No mail yet. Buy something, and what the buyer would get appears here.</p>`;
  const rows = mails.map(
    ({ id, subject, recipient, created_at }) =>
      html`<tr>
        <td><a href="/dev/mail/${id}">${subject}</a></td>
        <td>${recipient}</td>
        <td>${showTime(created_at)}</td>
      </tr>`,
  );
  return html`<h1>Mail</h1>
    <p class="muted">Development keeps its mails here instead of sending them. Newest first, ${shownMax} at most.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">To</th>
          <th scope="col">Time (UTC)</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function showTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

function renderOne({ id, subject, recipient, created_at, text_body }: DevMail): Html {
  return html`<p><a href="/dev/mail">Mail</a></p>
    <h1>${subject}</h1>
    <p class="muted">${recipient} · ${showTime(created_at)}</p>
    <iframe
      src="/dev/mail/${id}/html"
      title="The mail as HTML"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      width="100%"
      height="620"
      frameborder="0"
    ></iframe>
    <h2>Text</h2>
    <pre>${linkify(text_body)}</pre>`;
}

/** Plain text with its links made into links. */
function linkify(text: string): Html[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

function sendPage(reply: FastifyReply, title: string, content: Html): FastifyReply {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/checkout/plain.css" />
      </head>
      <body>
        <main class="page broad">
          <div class="card stack">${content}</div>
        </main>
      </body>
    </html>`;
  return reply
    .header('content-security-policy', `${plainPolicy}; frame-src 'self'`)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.markup);
}
