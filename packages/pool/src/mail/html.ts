const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is already safe; everything else is escaped when it is put into markup. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | false | undefined | readonly Part[];

/** A template of markup: every value is escaped unless it is markup itself. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: strings.reduce((markup, text, index) => markup + toMarkup(parts[index - 1]) + text) };
}

function toMarkup(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part !== 'object') return String(part).replace(/[&<>"']/g, (character) => entities[character]!);
  return 'markup' in part ? part.markup : part.map(toMarkup).join('');
}
