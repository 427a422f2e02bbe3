import type { Message } from './read-po.ts';

/** The messages that files under `folder` use, in the Jed 1.x form that `wp_set_script_translations` hands to a script. */
export function jsonCatalogue(messages: readonly Message[], language: string, folder: string): string {
  const used = messages.filter(({ files }) => files.some((file) => file.startsWith(folder)));
  const header = messages.find(({ id }) => id === '')?.texts[0] ?? '';
  const plurals = /Plural-Forms: ([^\n]+)/.exec(header)?.[1] ?? 'nplurals=2; plural=(n != 1);';
  const catalogue = {
    domain: 'messages',
    locale_data: {
      messages: {
        '': { domain: 'messages', lang: language, 'plural-forms': plurals },
        ...Object.fromEntries(used.map(({ context, id, texts }) => [context ? `${context}\u0004${id}` : id, texts])),
      },
    },
  };
  return `${JSON.stringify(catalogue)}\n`;
}
