import type { Embed, EmbedNode } from './build-embed.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The embed as HTML to paste into a page. */
export function writeHtml({ script, root, tokens }: Embed, pool: string): string {
  const lines = [`<script async src="${pool}/embed/v1/kameng.js"${attributes(script)}></script>`];
  if (tokens.length > 0) {
    const selector = root.tag === 'a' ? ':root' : root.tag;
    lines.push(
      '<style>',
      `  ${selector} {`,
      ...tokens.map(([name, value]) => `    ${name}: ${value};`),
      '  }',
      '</style>',
    );
  }
  return [...lines, '', ...writeNode(root)].join('\n');
}

/** The embed as a React 19 component; React puts the async script into the head once. */
export function writeReact({ script, root, tokens }: Embed, pool: string): string {
  const style = tokens.map(([name, value]) => `'${name}': '${value}'`).join(', ');
  const extra = tokens.length > 0 ? ` style={{ ${style} }}` : '';
  const body = writeNode(root, extra).map((line) => `      ${line}`);
  return [
    'export function Kameng() {',
    '  return (',
    '    <>',
    `      <script async src="${pool}/embed/v1/kameng.js"${attributes(script)} />`,
    ...body,
    '    </>',
    '  );',
    '}',
  ].join('\n');
}

function attributes(pairs: [string, string][]): string {
  return pairs.map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
}

function writeNode(node: EmbedNode, extra = ''): string[] {
  const open = `<${node.tag}${attributes(node.attributes)}${extra}>`;
  const close = `</${node.tag}>`;
  const inner = node.children.flatMap((child) => (typeof child === 'string' ? [escape(child)] : writeNode(child)));
  const plain = node.children.every((child) => typeof child === 'string');
  return plain ? [`${open}${inner.join('')}${close}`] : [open, ...inner.map((line) => `  ${line}`), close];
}

/** The product's card as a frame, for places that take nothing else; the link's address says what it shows. */
export function writeFrame(link: string, title: string): string {
  const url = new URL(link);
  const address = `${url.origin}/embed/frame/${url.pathname.split('/').at(-1)}${url.search}`;
  const pairs: [string, string][] = [
    ['src', address],
    ['title', title],
    ['width', '100%'],
    ['height', '190'],
    ['loading', 'lazy'],
  ];
  return `<iframe${pairs.map((pair) => `\n  ${attributes([pair]).trim()}`).join('')}\n></iframe>`;
}
