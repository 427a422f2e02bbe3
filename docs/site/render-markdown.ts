import { Marked, type Token, type Tokens } from 'marked';
import { escapeHtml } from './escape-html.ts';
import { highlightCode } from './highlight-code.ts';

export interface Heading {
  id: string;
  text: string;
  depth: number;
}

export interface Rendered {
  title: string;
  /** First paragraph as plain text, for descriptions and search. */
  summary: string;
  html: string;
  headings: Heading[];
  /** Everything a reader could search for, without markup. */
  text: string;
}

/**
 * Markdown to HTML with heading anchors, coloured code and scrollable tables.
 * @param linkTo turns a link's target into a URL of the site; throws for a target that does not exist.
 */
export async function renderMarkdown(markdown: string, linkTo: (href: string) => string): Promise<Rendered> {
  const headings: Heading[] = [];
  const code = new Map<Token, string>();
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth }) {
        const text = plainText(tokens);
        const id = depth === 1 ? '' : uniqueId(text, headings);
        if (depth > 1) headings.push({ id, text, depth });
        const inner = this.parser.parseInline(tokens);
        return depth === 1
          ? `<h1>${inner}</h1>\n`
          : `<h${depth} id="${id}"><a class="anchor" href="#${id}">${inner}</a></h${depth}>\n`;
      },
      code(token) {
        return code.get(token) ?? '';
      },
      link({ href, title, tokens }) {
        const attribute = title ? ` title="${escapeHtml(title)}"` : '';
        return `<a href="${escapeHtml(linkTo(href))}"${attribute}>${this.parser.parseInline(tokens)}</a>`;
      },
      table(token) {
        return renderTable(token, (tokens) => this.parser.parseInline(tokens));
      },
    },
  });
  const tokens = marked.lexer(markdown);
  const blocks: Tokens.Code[] = [];
  marked.walkTokens(tokens, (token) => {
    if (token.type === 'code') blocks.push(token as Tokens.Code);
  });
  for (const block of blocks) code.set(block, await highlightCode(block.text, (block.lang ?? '').split(/\s/)[0] ?? ''));
  const title = tokens.find((token) => token.type === 'heading') as Tokens.Heading | undefined;
  const first = tokens.find((token) => token.type === 'paragraph') as Tokens.Paragraph | undefined;
  if (!title || title.depth !== 1) throw new Error('a page starts with its title: # …');
  return {
    title: plainText(title.tokens),
    summary: first ? plainText(first.tokens) : '',
    html: marked.parser(tokens),
    headings,
    text: plainText(tokens),
  };
}

/** A wide table scrolls inside its own region instead of widening a phone's page. */
function renderTable(token: Tokens.Table, inline: (tokens: Token[]) => string): string {
  const row = (cells: Tokens.TableCell[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${inline(cell.tokens)}</${tag}>`).join('')}</tr>`;
  const label = escapeHtml(token.header.map((cell) => plainText(cell.tokens)).join(', '));
  return (
    `<div class="table" role="region" aria-label="${label}" tabindex="0"><table><thead>${row(token.header, 'th')}</thead>` +
    `<tbody>${token.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table></div>\n`
  );
}

function uniqueId(text: string, taken: Heading[]): string {
  const base = text
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  let id = base;
  for (let count = 2; taken.some((heading) => heading.id === id); count += 1) id = `${base}-${count}`;
  return id;
}

function plainText(tokens: Token[]): string {
  return collectText(tokens).replaceAll(/\s+/g, ' ').trim();
}

function collectText(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'table') {
        const table = token as Tokens.Table;
        return [table.header, ...table.rows]
          .flat()
          .map((cell) => `${collectText(cell.tokens)} `)
          .join('');
      }
      if (token.type === 'list')
        return (token as Tokens.List).items.map((item) => `${collectText(item.tokens)} `).join('');
      if (token.type === 'html' || token.type === 'space' || token.type === 'br') return ' ';
      if (token.type !== 'code' && 'tokens' in token && token.tokens)
        return collectText(token.tokens) + (isBlock(token) ? ' ' : '');
      return 'text' in token ? decode(String(token.text)) : '';
    })
    .join('');
}

function isBlock(token: Token): boolean {
  return ['paragraph', 'heading', 'blockquote', 'list_item'].includes(token.type);
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
