import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Lexer, type Token, type Tokens } from 'marked';

/** One fenced block of a markdown file. */
export interface Snippet {
  /** `docs/start.md:24`, for messages. */
  at: string;
  language: string;
  /** Words after the language: how it is executed. */
  marks: string[];
  code: string;
}

const root = join(import.meta.dirname, '../..');

/** Every fenced block of the documentation and of the readme files. */
export function readSnippets(): Snippet[] {
  return markdownFiles().flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const found: Snippet[] = [];
    let from = 0;
    for (const block of codeBlocks(new Lexer().lex(text))) {
      const offset = text.indexOf(block.raw, from);
      from = offset + block.raw.length;
      const [language = '', ...marks] = (block.lang ?? '').split(/\s+/);
      found.push({
        at: `${relative(root, path)}:${text.slice(0, offset).split('\n').length}`,
        language,
        marks,
        code: block.text,
      });
    }
    return found;
  });
}

function codeBlocks(tokens: Token[]): Tokens.Code[] {
  return tokens.flatMap((token) => {
    if (token.type === 'code') return [token as Tokens.Code];
    if (token.type === 'list') return codeBlocks((token as Tokens.List).items);
    return 'tokens' in token && token.tokens ? codeBlocks(token.tokens) : [];
  });
}

function markdownFiles(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !/(^|[\\/])(node_modules|dist)[\\/]/.test(path))
    .map((path) => join(root, 'docs', path));
  const readmes = readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .concat(root)
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /^(README|CONTRIBUTING)(\..+)?\.md$/.test(name))
        .map((name) => join(folder, name)),
    );
  return [...inDocs, ...readmes].toSorted();
}
