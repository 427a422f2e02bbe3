import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inlineCode } from './render-schema.ts';

/** Where the generated list goes in docs/reference/configuration.md. */
export const VARIABLES_PLACE = '<!-- variables: made from the pool -->';

interface Variable {
  name: string;
  meaning: string;
  unset: string;
  production?: boolean;
}

/** The pool's own list. Read as a file, because nothing may depend on the pool as a package and the list is plain data. */
export async function readVariables(): Promise<readonly Variable[]> {
  const file = join(import.meta.dirname, '../../packages/pool/src/config-variables.ts');
  const { configVariables } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    configVariables: Variable[];
  };
  return configVariables;
}

/** Every environment variable the pool reads, what it does and what holds without it. */
export async function renderVariables(): Promise<{ html: string; text: string }> {
  const variables = await readVariables();
  const rows = variables.map(
    ({ name, meaning, unset, production }) =>
      `<div id="${name}"><dt><code>${name}</code>${production ? ' <span class="note">needed in production</span>' : ''}</dt>` +
      `<dd><p>${inlineCode(meaning)}</p><p class="note">Unset: ${inlineCode(unset)}</p></dd></div>`,
  );
  return {
    html: `<dl class="fields">${rows.join('')}</dl>`,
    text: variables.map(({ name, meaning }) => `${name} ${meaning}`).join(' '),
  };
}
