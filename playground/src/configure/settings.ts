import { computed, effect, signal } from '@preact/signals';

/** The embeds that can be configured. `script` is the agent's one line round ordinary links. */
export const elements = ['buy', 'product', 'catalog', 'script', 'order'] as const;
export type ElementKind = (typeof elements)[number];

/** Custom properties that the editor offers, with the kind of value each takes. */
export const tokenNames = ['accent', 'accent-strong', 'on-accent', 'surface', 'text', 'line', 'radius'] as const;
export type TokenName = (typeof tokenNames)[number];

export interface Settings {
  element: ElementKind;
  product: string;
  site: string;
  ref: string;
  mode: '' | 'overlay' | 'redirect';
  theme: '' | 'light' | 'dark';
  language: '' | 'zh-CN' | 'zh-TW' | 'en' | 'ja' | 'ar';
  text: string;
  category: string;
  columns: string;
  tokens: Partial<Record<TokenName, string>>;
}

const initial: Settings = {
  element: 'buy',
  product: 'prd_01k0dem0game00000000000001',
  site: 'pk_test_demo',
  ref: '',
  mode: '',
  theme: '',
  language: '',
  text: '',
  category: '',
  columns: '3',
  tokens: {},
};

/** What the page shows, kept in the address so that it can be shared and survives a reload. */
export const settings = signal<Settings>(readAddress());

/** Changes some of the settings. */
export function change(part: Partial<Settings>): void {
  settings.value = { ...settings.value, ...part };
}

/** Sets one custom property, or leaves it to the default when empty. */
export function setToken(name: TokenName, value: string): void {
  const { [name]: _, ...others } = settings.value.tokens;
  change({ tokens: value === '' ? others : { ...others, [name]: value } });
}

const address = computed(() => {
  const { tokens, ...plain } = settings.value;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(plain))
    if (value !== initial[name as keyof typeof plain]) query.set(name, value);
  for (const [name, value] of Object.entries(tokens)) query.set(`token-${name}`, value);
  return query.toString();
});

effect(() => {
  const url = new URL(location.href);
  url.hash = address.value;
  history.replaceState(history.state, '', url);
});

function readAddress(): Settings {
  const query = new URLSearchParams(location.hash.slice(1));
  const read: Settings = { ...initial, tokens: {} };
  for (const name of ['product', 'site', 'ref', 'text', 'category', 'columns'] as const)
    read[name] = query.get(name) ?? initial[name];
  const pick = <Choice extends string>(name: string, choices: readonly Choice[], otherwise: Choice) =>
    choices.find((each) => each === query.get(name)) ?? otherwise;
  read.element = pick('element', elements, initial.element);
  read.mode = pick('mode', ['overlay', 'redirect'], '');
  read.theme = pick('theme', ['light', 'dark'], '');
  read.language = pick('language', ['zh-CN', 'zh-TW', 'en', 'ja', 'ar'], '');
  for (const name of tokenNames) {
    const value = query.get(`token-${name}`);
    if (value !== null && isTokenValue(name, value)) read.tokens[name] = value;
  }
  return read;
}

/** Whether a value may become this custom property: a colour as #rrggbb, a radius in pixels. */
export function isTokenValue(name: TokenName, value: string): boolean {
  return name === 'radius' ? /^\d{1,2}px$/.test(value) : /^#[0-9a-f]{6}$/i.test(value);
}
