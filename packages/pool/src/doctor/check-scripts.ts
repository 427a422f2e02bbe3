import { find, type Finding } from './finding.ts';
import type { Installation, OurScript } from './installation.ts';

/** Digests of the files of the version that is served, by file name. */
export interface Release {
  version: string;
  digests: Readonly<Record<string, string>>;
}

/** What is wrong with the script tag: missing, twice, put off, not secure, or with a digest that cannot fit. */
export function checkScripts(installation: Installation, release: Release): Finding[] {
  const { scripts, page, pool } = installation;
  const found: Finding[] = [];
  const [first] = scripts;
  if (first === undefined) return page.elements.length > 0 ? [find('script_missing', { pool })] : [];
  if (scripts.length > 1) found.push(find('script_twice', { count: String(scripts.length) }));
  const stranger = scripts.find(({ address }) => address.origin !== pool);
  if (stranger) found.push(find('script_of_another_pool', { other: stranger.address.origin, pool }));
  if (!scripts.some(({ runs }) => runs)) found.push(checkType(first));
  for (const script of scripts) found.push(...checkAddress(script, installation), ...checkDigest(script, release));
  return found;
}

function checkType({ tag }: OurScript): Finding {
  const { type = '' } = tag.attributes;
  if (/^text\/plain$/i.test(type.trim())) return find('script_waits_for_consent');
  return find('script_delayed', { type: type === '' ? 'src' : type, optimiser: nameOptimiser(tag.attributes) });
}

/** Who puts scripts off, by the marks they leave: these have a switch of their own, which the fix names. */
function nameOptimiser(attributes: Readonly<Record<string, string>>): string {
  const { type = '' } = attributes;
  if (/rocketlazyload/.test(type) || 'data-rocket-src' in attributes) return 'WP Rocket';
  if (/^[\da-f]{8,}-/.test(type) || 'data-cf-settings' in attributes) return 'Cloudflare Rocket Loader';
  if (/litespeed/.test(type)) return 'LiteSpeed Cache';
  if (/pmdelayed/.test(type)) return 'Perfmatters';
  return 'an optimiser';
}

function checkAddress({ address, tag }: OurScript, { url }: Installation): Finding[] {
  const isMixed =
    url.protocol === 'https:' && tag.attributes['src']?.startsWith('http:') === true && !isLoopback(address);
  return isMixed ? [find('script_mixed', { address: address.href })] : [];
}

/** Browsers trust the visitor's own machine without TLS. */
function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

function checkDigest({ tag, address }: OurScript, { version, digests }: Release): Finding[] {
  const { integrity, crossorigin } = tag.attributes;
  if (integrity === undefined || integrity.trim() === '') return [];
  if (!/\/embed\/v\d+\.\d+\.\d+/.test(address.pathname)) return [find('script_digest_moves', { version })];
  if (crossorigin === undefined) return [find('script_digest_blind')];
  const right = address.pathname.includes(`/embed/v${version}/`) ? digests['kameng.js'] : undefined;
  return right !== undefined && !integrity.split(/\s+/).includes(right)
    ? [find('script_digest_wrong', { version, digest: right })]
    : [];
}
