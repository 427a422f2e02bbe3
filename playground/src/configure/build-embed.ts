import type { Settings } from './settings.ts';

/** An element as data: preview and snippets are made of the same one, so what is copied is what was seen. */
export interface EmbedNode {
  tag: string;
  attributes: [string, string][];
  children: (EmbedNode | string)[];
}

export interface Embed {
  /** Attributes of the script tag beyond its address. */
  script: [string, string][];
  root: EmbedNode;
  /** Custom properties that differ from the defaults, ready for a style sheet. */
  tokens: [string, string][];
}

/** Address of the hosted checkout for these settings: the link that works everywhere. */
export function hostedLink(settings: Settings, pool: string): string {
  if (settings.element === 'order') return `${pool}/o`;
  const query = new URLSearchParams();
  if (settings.site) query.set('site', settings.site);
  if (settings.ref) query.set('ref', settings.ref);
  if (settings.language) query.set('lang', settings.language);
  if (settings.theme) query.set('theme', settings.theme);
  const text = query.toString();
  return `${pool}/buy/${settings.product}${text && `?${text}`}`;
}

/** The embed that the settings describe; `text` is what the button says. */
export function buildEmbed(settings: Settings, pool: string, text: string): Embed {
  const tokens = Object.entries(settings.tokens).flatMap(([name, value]) => tokensFor(name, value));
  const link: EmbedNode = { tag: 'a', attributes: [['href', hostedLink(settings, pool)]], children: [text] };
  if (settings.element === 'script') {
    const plain = { ...settings, site: '', ref: '' };
    const script: [string, string][] = settings.ref ? [['data-ref', settings.ref]] : [];
    return { script, root: { ...link, attributes: [['href', hostedLink(plain, pool)]] }, tokens };
  }
  const tag = `kameng-${settings.element}`;
  const attributes = attributesOf(settings).filter(([, value]) => value !== '');
  const children = settings.element === 'buy' || settings.element === 'product' ? [link] : [];
  return { script: [], root: { tag, attributes, children }, tokens };
}

/** One choice of corners sets both radii: cards and dialogs, and the controls in them. */
function tokensFor(name: string, value: string): [string, string][] {
  const own: [string, string] = [`--kameng-${name}`, value];
  return name === 'radius' ? [own, ['--kameng-radius-control', value]] : [own];
}

function attributesOf(settings: Settings): [string, string][] {
  const { element } = settings;
  const look: [string, string][] = [
    ['lang', settings.language],
    ['theme', settings.theme],
  ];
  if (element === 'order') return look;
  const sale: [string, string][] = [
    ['site', settings.site],
    ['ref', settings.ref],
    ['mode', settings.mode],
  ];
  if (element === 'catalog') return [...sale, ['category', settings.category], ['columns', settings.columns], ...look];
  return [['product', settings.product], ...sale, ...look];
}
