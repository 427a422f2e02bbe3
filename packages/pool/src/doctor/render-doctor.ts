import { html, type Html } from '../mail/html.ts';
import type { Examination } from './examine-page.ts';
import { type Finding, findings, type Weight } from './finding.ts';
import { type DoctorLanguage, doctorWords, tellFinding } from './words.ts';

/** What the page shows: the address as it was entered, and what came out. */
export interface DoctorView {
  language: DoctorLanguage;
  address: string;
  examination: Examination | undefined;
}

/** The doctor's page: a form, and below it what was found, each with its fix. Works without a script. */
export function renderDoctor({ language, address, examination }: DoctorView): Html {
  const { page } = doctorWords[language];
  const other = language === 'en' ? 'zh-CN' : 'en';
  const query = (values: Record<string, string>) => new URLSearchParams(values).toString();
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · Kameng</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/checkout/plain.css" />
        <link rel="stylesheet" href="/pages/doctor.css" />
      </head>
      <body>
        <header class="bar">
          <a href="/docs/${language === 'en' ? '' : 'zh-CN/'}start/">Kameng</a>
          <a href="?${query(address === '' ? { lang: other } : { url: address, lang: other })}" lang="${other}"
            >${page.other}</a
          >
        </header>
        <main class="page doctor stack">
          <h1>${page.title}</h1>
          <form class="card stack" method="get" action="/doctor">
            <p id="intro" class="muted">${page.intro}</p>
            <div>
              <label for="url">${page.label}</label>
              <input
                id="url"
                name="url"
                type="url"
                inputmode="url"
                required
                maxlength="2048"
                autocomplete="url"
                spellcheck="false"
                value="${address}"
                aria-describedby="hint"
              />
              <p id="hint" class="muted">${page.hint}</p>
            </div>
            <input type="hidden" name="lang" value="${language}" />
            <button class="primary">${page.submit}</button>
          </form>
          ${examination && renderExamination(examination, language, query({ url: address, lang: language }))}
        </main>
      </body>
    </html> `;
}

function renderExamination(
  { url, counted, findings: found }: Examination,
  language: DoctorLanguage,
  query: string,
): Html {
  const words = doctorWords[language];
  const count = (weight: Weight) => found.filter(({ id }) => findings[id] === weight).length;
  const { scripts, elements, links, frames } = counted;
  return html`<section class="stack" aria-labelledby="result">
    <h2 id="result">
      ${found.length === 0 ? words.page.healthy : words.summary(count('stops'), count('limits'), count('note'))}
    </h2>
    ${url !== undefined && html`<p class="muted">${words.page.looked} <bdi>${url}</bdi><br />${words.counted(scripts, elements, links, frames)}</p>`}
    ${found.length === 0 && html`<p>${words.page.healthyText}</p>`}
    <ol class="findings stack">
      ${found.map((finding) => renderFinding(finding, language))}
    </ol>
    <p class="muted"><a href="/doctor.json?${query}">${words.page.whole}</a></p>
  </section>`;
}

function renderFinding(finding: Finding, language: DoctorLanguage): Html {
  const { title, text, fix } = tellFinding(finding, language);
  const words = doctorWords[language];
  const weight = findings[finding.id];
  return html`<li class="card finding ${weight}">
    <p class="weight">${words.weights[weight]}</p>
    <h3 id="${finding.id}">${title}</h3>
    <p>${withCode(text)}</p>
    <h4>${words.page.fix}</h4>
    <p>${withCode(fix)}</p>
  </li>`;
}

/** Backticks as code. */
function withCode(text: string): Html[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
