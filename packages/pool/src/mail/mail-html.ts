import { html } from './html.ts';
import type { MailContent } from './render-mail.ts';

/**
 * Values of the house's tokens, light inline for clients that read nothing else, dark by media query. Clients that invert
 * colours by themselves find every text on a ground of its own, so nothing turns dark on dark.
 */
const dark = `
  .ground { background: #101311 !important; }
  .card { background: #181c1a !important; border-color: #313935 !important; }
  .text { color: #eef2ef !important; }
  .muted { color: #a5b0a9 !important; }
  .line { border-color: #313935 !important; }
  .button { background: #4cc798 !important; color: #06251a !important; }
  .link { color: #4cc798 !important; }`;

const font = "font-family:system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif;";
const styles = {
  ground: `margin:0;padding:24px 12px;background:#f6f7f6;${font}`,
  card: 'max-width:480px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfe3e0;border-radius:10px;',
  brand: 'margin:0 0 16px;font-size:13px;line-height:1.5;color:#56605a;',
  heading: 'margin:0 0 12px;font-size:24px;line-height:1.25;font-weight:600;color:#151a17;',
  body: 'margin:0 0 12px;font-size:15px;line-height:1.5;color:#151a17;',
  fact: 'padding:8px 0;border-top:1px solid #dfe3e0;font-size:15px;line-height:1.5;color:#151a17;overflow-wrap:anywhere;',
  label: 'display:block;font-size:13px;color:#56605a;',
  action: 'margin:24px 0;',
  button:
    'display:inline-block;padding:12px 24px;border-radius:8px;background:#0b6b4b;color:#ffffff;font-size:15px;font-weight:600;line-height:20px;text-decoration:none;',
  note: 'margin:0 0 8px;font-size:13px;line-height:1.5;color:#56605a;',
  link: 'color:#0b6b4b;overflow-wrap:anywhere;',
} as const;

/** A mail as HTML: no table, no image, no script, nothing loaded from anywhere. */
export function renderMailHtml({
  language,
  subject,
  heading,
  body,
  facts,
  button,
  link,
  notes,
  plainLink,
}: MailContent): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${subject}</title>
        <style>
          :root { color-scheme: light dark; }
          @media (prefers-color-scheme: dark) {${{ markup: dark }}
          }
        </style>
      </head>
      <body class="ground" style="${styles.ground}">
        <div class="card" style="${styles.card}" role="article" lang="${language}">
          <p class="muted" style="${styles.brand}">Kameng</p>
          <h1 class="text" style="${styles.heading}">${heading}</h1>
          ${body.map((text) => html`<p class="text" style="${styles.body}">${text}</p> `)}
          <p style="${styles.action}">
            <a class="button" href="${link}" target="_blank" rel="noreferrer" style="${styles.button}">${button}</a>
          </p>
          ${facts.map(([label, value]) => html`<div class="text line" style="${styles.fact}"><span class="muted" style="${styles.label}">${label}</span>${value}</div> `)}
          <div class="line" style="${styles.fact}padding-top:16px;">
            ${notes.map((note) => html`<p class="muted" style="${styles.note}">${note}</p> `)}
            <p class="muted" style="${styles.note}">
              ${plainLink}<br /><a class="link" href="${link}" target="_blank" rel="noreferrer" style="${styles.link}"
                >${link}</a
              >
            </p>
          </div>
        </div>
      </body>
    </html> `.markup;
}
