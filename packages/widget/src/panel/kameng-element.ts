import type { Language } from '@kameng/contract/page';
import { nearestLanguage } from '../loader/nearest-language.ts';
import type { BuyOptions } from '../loader/options.ts';
import { readOptions } from '../loader/read-options.ts';
import type { Settings } from '../loader/settings.ts';
import { pageSettings } from '../dialog/page-settings.ts';
import { tell } from '../dialog/tell.ts';
import { DrawnElement } from './drawn-element.ts';
import { en } from './strings/en.ts';
import { loadStrings, stringsOf } from './strings/load-strings.ts';
import type { Strings } from './strings/strings.ts';

/** What went wrong: the pool's code, or `network` when there was no answer. The id is for support. */
export interface ReadError {
  code: string;
  request_id?: string | undefined;
}

const attributes = [
  'product',
  'site',
  'ref',
  'quantity',
  'coupon',
  'lang',
  'theme',
  'category',
  'brand',
  'query',
  'limit',
  'order',
];
/** Longest wait for an answer of the catalogue. */
const timeoutMs = 20_000;

/** What every element of the panel has: the page's settings, its own options, a language and its texts, a way to the catalogue. */
export abstract class KamengElement extends DrawnElement {
  protected error: ReadError | undefined;
  protected reading: AbortController | undefined;
  /** What was last asked for; another wish is a reason to ask again. */
  protected asked = '';

  /** Attributes are read where they are used; a change of any is a reason to look again. */
  static observedAttributes = attributes;

  disconnectedCallback(): void {
    if (this.reading) this.asked = ''; // what was cut off is asked again when the element comes back
    this.reading?.abort();
    this.reading = undefined;
  }

  get page(): Settings {
    return pageSettings();
  }

  get options(): BuyOptions {
    return readOptions(this, this.page);
  }

  get language(): Language {
    return nearestLanguage(this.options.lang ?? navigator.language);
  }

  /** The texts in the element's language; English until they are here. */
  get texts(): Strings {
    const { language } = this;
    const texts = stringsOf(language);
    if (!texts) void loadStrings(language).then(() => this.requestUpdate());
    return texts ?? en;
  }

  /** Arabic turns a shadow root even where the page around it does not turn. */
  get direction(): 'rtl' | 'ltr' {
    return this.language === 'ar' ? 'rtl' : 'ltr';
  }

  /**
   * Reads from the catalogue, once: whoever sees it fail has a button to try again. `error` says how it failed; an answer that came
   * after another wish is nobody's.
   */
  protected async read<Answer>(
    path: string,
    query: Record<string, string | number | null>,
    take: (answer: Answer) => void,
  ): Promise<void> {
    this.reading?.abort();
    const reading = (this.reading = new AbortController());
    const { signal } = reading;
    const timer = setTimeout(() => reading.abort(), timeoutMs);
    this.error = undefined;
    this.requestUpdate();
    const { site, ref } = this.options;
    const url = new URL(`/v1/products${path}`, this.page.pool);
    for (const [name, value] of Object.entries({ ...query, lang: this.language })) {
      if (value) url.searchParams.set(name, `${value}`);
    }
    const headers: Record<string, string> = {};
    if (site) headers.authorization = `Bearer ${site}`;
    else if (ref) headers['kameng-ref'] = ref;
    try {
      const response = await fetch(url, { headers, signal, credentials: 'omit' });
      const answer = await response.json();
      if (!response.ok) throw answer;
      if (reading === this.reading) take(answer);
    } catch (error) {
      if (reading !== this.reading) return;
      this.error = typeof (error as ReadError).code === 'string' ? (error as ReadError) : { code: 'network' };
      tell(this, 'error', { code: this.error.code });
    } finally {
      clearTimeout(timer);
      if (reading === this.reading) this.reading = undefined;
      this.requestUpdate();
    }
  }
}

/** Puts values into a text's `{names}`; in right-to-left text each is isolated, so that a price stays in one piece (UAX #9). */
export function fill(text: string, values: Record<string, string | number>): string {
  const isRtl = /[\u0590-\u08ff]/.test(text);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (isRtl ? `\u2068${values[name]}\u2069` : `${values[name]}`));
}
