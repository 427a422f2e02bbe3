import { formatMoney } from '../mail/format-money.ts';
import { html, type Html } from '../mail/html.ts';
import { excessMinor, sandboxOutcomes } from './pay-sandbox-payment.ts';
import { sandboxState, type SandboxPayment } from './sandbox-payment.ts';
import { sandboxTexts } from './sandbox-texts.ts';

export type SandboxLanguage = keyof typeof sandboxTexts;

/** The gateway's page for one payment: pay, make something go wrong, or read what became of it. No script. */
export function renderSandboxPayPage(
  payment: SandboxPayment & { underway: boolean },
  language: SandboxLanguage,
  now: Date,
): string {
  const texts = sandboxTexts[language];
  const state = sandboxState(payment, now);
  const amount = formatMoney({ amount_minor: payment.amount_minor, currency: payment.currency }, language);
  const content = html` <p>${payment.subject}</p>
    <dl class="stack">
      <div class="row">
        <dt>${texts.merchant}</dt>
        <dd>Kameng</dd>
      </div>
      <div class="row">
        <dt>${texts.amount}</dt>
        <dd><strong>${amount}</strong></dd>
      </div>
    </dl>
    ${
      state === 'pending' && !payment.underway
        ? renderChoices(payment, language, amount)
        : html`<p role="status"><strong>${texts.states[state === 'pending' ? 'underway' : state]}</strong></p>
            <p><a href="${payment.return_url}">${texts.back}</a></p>`
    }
    <p class="muted">${texts.reference} <code>${payment.id}</code></p>`;
  return renderPage(language, content);
}

/** The page for a payment that does not exist. */
export function renderSandboxUnknownPage(language: SandboxLanguage): string {
  return renderPage(language, html`<p role="status">${sandboxTexts[language].states.unknown}</p>`);
}

function renderChoices(payment: SandboxPayment, language: SandboxLanguage, amount: string): Html {
  const texts = sandboxTexts[language];
  const excess = formatMoney({ amount_minor: excessMinor, currency: payment.currency }, language);
  const rows = sandboxOutcomes
    .filter((outcome) => outcome !== 'paid')
    .map((outcome) => {
      const { label, effect } = texts.outcomes[outcome];
      const name = (text: string) => text.replace('{excess}', excess);
      return html`<button name="outcome" value="${outcome}" aria-describedby="effect-${outcome}">${name(label)}</button>
        <p class="muted" id="effect-${outcome}">${name(effect)}</p>`;
    });
  return html`<form method="post" class="stack">
    <button class="primary" name="outcome" value="paid">${texts.pay(amount)}</button>
    <details>
      <summary>${texts.misbehave}</summary>
      <div class="stack">
        <p class="muted">${texts.misbehaveNote}</p>
        ${rows}
      </div>
    </details>
  </form>`;
}

function renderPage(language: SandboxLanguage, content: Html): string {
  const texts = sandboxTexts[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${texts.title}</title>
        <link rel="stylesheet" href="/checkout/plain.css" />
      </head>
      <body>
        <main class="page">
          <div class="card stack">
            <h1>${texts.title}</h1>
            <p class="muted">${texts.note}</p>
            ${content}
          </div>
        </main>
      </body>
    </html> `.markup;
}
