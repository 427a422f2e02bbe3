import { errors, type ErrorCode } from '@kameng/contract/error';
import { escapeHtml } from './escape-html.ts';
import { exampleOfSchema } from './example-of-schema.ts';
import { highlightCode } from './highlight-code.ts';
import { readApiDocument, type ApiDocument, type Operation } from './openapi-document.ts';
import type { Heading, Rendered } from './render-markdown.ts';
import { inlineCode, renderFields, renderParameters, schemaId, typeOf } from './render-schema.ts';

interface Group {
  title: string;
  paths: RegExp;
}

/** Groups of the reference, by the first part of the path after /v1; what has none here is named by that part. */
const named: readonly Group[] = [
  { title: 'Catalogue', paths: /^\/v1\/(products|catalog)/ },
  { title: 'Checkouts', paths: /^\/v1\/checkouts/ },
  { title: 'Orders', paths: /^\/v1\/orders/ },
  { title: 'Balance', paths: /^\/v1\/(balance|ledger_entries)/ },
  { title: 'Webhooks and events', paths: /^\/v1\/(webhook_endpoints|events)/ },
  { title: 'Account', paths: /^\/v1\/account\// },
  { title: 'Supplier desk', paths: /^\/v1\/supplier\// },
  { title: 'Agent desk', paths: /^\/v1\/agent\// },
  { title: 'Shop desk', paths: /^\/v1\/shop\// },
  { title: 'Operator desk', paths: /^\/v1\/admin\// },
];

interface Call {
  method: string;
  path: string;
  operation: Operation;
}

/** The API reference page, made from the contract's OpenAPI document. */
export async function renderApi(document: ApiDocument = readApiDocument()): Promise<Rendered> {
  const headings: Heading[] = [];
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ method: method.toUpperCase(), path, operation })),
  );
  const parts = [renderIntroduction(document, headings)];
  for (const { title, paths } of groupsOf(calls)) {
    if (!calls.some(({ path }) => paths.test(path))) continue;
    const id = schemaId(title).replaceAll(' ', '-');
    headings.push({ id, text: title, depth: 2 });
    parts.push(`<h2 id="${id}"><a class="anchor" href="#${id}">${title}</a></h2>`);
    for (const call of calls.filter(({ path }) => paths.test(path)))
      parts.push(await renderCall(call, document, headings));
  }
  parts.push(await renderSchemas(document, headings));
  return {
    title: 'API reference',
    summary: document.info.description.replaceAll('`', ''),
    html: parts.join('\n'),
    headings,
    text: calls
      .map(({ method, path, operation }) => `${method} ${path} ${operation.operationId} ${operation.summary}`)
      .join(' '),
  };
}

function groupsOf(calls: readonly Call[]): Group[] {
  const parts = calls
    .filter(({ path }) => !named.some(({ paths }) => paths.test(path)))
    .map(({ path }) => path.split('/')[2] ?? '');
  const others = [...new Set(parts)].map((part): Group => {
    const title = part.replaceAll('_', ' ');
    return { title: title.charAt(0).toUpperCase() + title.slice(1), paths: new RegExp(`^/v1/${part}(/|$)`) };
  });
  return [...named, ...others];
}

function renderIntroduction(document: ApiDocument, headings: Heading[]): string {
  headings.push({ id: 'keys', text: 'Keys', depth: 2 });
  const keys = Object.entries(document.components.securitySchemes).map(
    ([name, { description }]) =>
      `<div><dt><code>${escapeHtml(name)}</code></dt><dd><p>${inlineCode(description)}</p></dd></div>`,
  );
  return (
    `<h1>API reference</h1><p>${inlineCode(document.info.description)} ` +
    `The machine-readable document is <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1).</p>` +
    `<h2 id="keys"><a class="anchor" href="#keys">Keys</a></h2>` +
    `<p>Sent as <code>Authorization: Bearer …</code>; <code>session</code> is the cookie of somebody who is signed in at /console, and <code>signature</code> the headers of <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>. Every other POST also takes an <code>Idempotency-Key</code>: the same key with the same body has one effect.</p>` +
    `<dl class="fields">${keys.join('')}</dl>`
  );
}

async function renderCall(
  { method, path, operation }: Call,
  document: ApiDocument,
  headings: Heading[],
): Promise<string> {
  headings.push({ id: operation.operationId, text: operation.summary.split(/[:;]/)[0] ?? operation.summary, depth: 3 });
  const parts = [
    `<section class="call" aria-labelledby="${operation.operationId}">`,
    `<h3 id="${operation.operationId}"><a class="anchor" href="#${operation.operationId}"><span class="method method-${method.toLowerCase()}">${method}</span> <code>${escapeHtml(path).replaceAll('/', '/<wbr>')}</code></a></h3>`,
    `<p>${inlineCode(operation.summary)}. <span class="note">${whoMayCall(operation)}</span></p>`,
    ...(operation.description ? [`<p>${inlineCode(operation.description)}</p>`] : []),
  ];
  for (const [place, title] of [
    ['path', 'Path'],
    ['query', 'Query'],
    ['header', 'Headers'],
  ] as const) {
    const parameters = operation.parameters?.filter((parameter) => parameter.in === place) ?? [];
    if (parameters.length > 0) parts.push(`<h4>${title}</h4>${renderParameters(parameters, document)}`);
  }
  const body = operation.requestBody?.content['application/json']?.schema;
  if (body) {
    parts.push(`<h4>Body</h4>${renderFields(body, document)}`);
    parts.push(await highlightCode(JSON.stringify(exampleOfSchema(body, document), null, 2), 'json'));
  }
  parts.push(await renderAnswers(operation, document), renderRefusals(operation), '</section>');
  return parts.join('\n');
}

function whoMayCall(operation: Operation): string {
  const keys = operation.security.map((scheme) => Object.keys(scheme)[0]);
  const named = keys.filter((key) => key !== undefined).map((key) => `<code>${escapeHtml(key)}</code>`);
  return keys.includes(undefined)
    ? `Open to anyone; ${named.join(' or ')} says on whose behalf.`
    : `Needs ${named.join(' or ')}.`;
}

async function renderAnswers(operation: Operation, document: ApiDocument): Promise<string> {
  const parts = ['<h4>Answer</h4>'];
  let shown = '';
  for (const [status, { content }] of Object.entries(operation.responses)) {
    if (!status.startsWith('2')) continue;
    const type = Object.keys(content ?? {})[0];
    const schema = type === undefined ? undefined : content?.[type]?.schema;
    const what = type === 'text/event-stream' ? 'server-sent events' : schema ? typeOf(schema, document) : 'no body';
    parts.push(`<p><strong>${status}</strong> ${what}</p>`);
    const example =
      schema && type === 'application/json' ? JSON.stringify(exampleOfSchema(schema, document), null, 2) : '';
    // 200 and 201 of one call often have one shape; once is enough.
    if (example && example !== shown) parts.push(await highlightCode(example, 'json'));
    shown = example || shown;
  }
  return parts.join('\n');
}

function renderRefusals(operation: Operation): string {
  const items = Object.entries(operation.responses)
    .filter(([status]) => !status.startsWith('2'))
    .flatMap(([status, { description }]) =>
      [...description.matchAll(/`(\w+)`/g)].map((match) => ({ status, code: match[1] as ErrorCode })),
    )
    .map(
      ({ status, code }) =>
        `<li>${status} <a href="../reference/errors/#${code}" title="${escapeHtml(errors[code].title)}"><code>${code}</code></a></li>`,
    );
  return `<details><summary>Refusals (${items.length})</summary><ul class="refusals">${items.join('')}</ul></details>`;
}

async function renderSchemas(document: ApiDocument, headings: Heading[]): Promise<string> {
  headings.push({ id: 'schemas', text: 'Schemas', depth: 2 });
  const parts = ['<h2 id="schemas"><a class="anchor" href="#schemas">Schemas</a></h2>'];
  for (const [name, schema] of Object.entries(document.components.schemas).toSorted(([left], [right]) =>
    left.localeCompare(right),
  )) {
    const description = schema.description ? `<p>${inlineCode(schema.description)}</p>` : '';
    parts.push(
      `<section class="call"><h3 id="schema-${schemaId(name)}"><a class="anchor" href="#schema-${schemaId(name)}"><code>${escapeHtml(name)}</code></a></h3>` +
        `${description}${renderFields(schema, document)}</section>`,
    );
  }
  return parts.join('\n');
}
