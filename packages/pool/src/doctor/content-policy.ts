/** One content security policy: sources by directive. */
export type ContentPolicy = ReadonlyMap<string, readonly string[]>;

/** What a policy is asked about. */
export interface Wanted {
  url: string;
  /** Address of the page that has the policy. */
  page: string;
  /** The script tag's nonce, when it has one. */
  nonce?: string | undefined;
}

/** Where a directive's sources are looked for, in turn (CSP level 3, §6.8.3). */
const fallbacks = {
  script: ['script-src-elem', 'script-src', 'default-src'],
  frame: ['frame-src', 'child-src', 'default-src'],
  connect: ['connect-src', 'default-src'],
  image: ['img-src', 'default-src'],
  style: ['style-src-elem', 'style-src', 'default-src'],
  style_attribute: ['style-src-attr', 'style-src', 'default-src'],
} as const;

export type Need = keyof typeof fallbacks;

/** Policies of a header value or a meta tag; a comma separates policies, and each has to agree. */
export function parsePolicies(text: string): ContentPolicy[] {
  return text
    .split(',')
    .map((policy) => {
      const directives = new Map<string, readonly string[]>();
      for (const directive of policy.split(';')) {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        // The first of a name counts, the others are ignored.
        if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
      }
      return directives;
    })
    .filter((directives) => directives.size > 0);
}

/** The directive that forbids it, of the first policy that does; undefined when all allow it. */
export function forbids(policies: readonly ContentPolicy[], need: Need, wanted: Wanted): string | undefined {
  for (const policy of policies) {
    const name = fallbacks[need].find((each) => policy.has(each));
    if (name !== undefined && !allows(policy.get(name)!, need, wanted)) return name;
  }
  return undefined;
}

function allows(sources: readonly string[], need: Need, { url, page, nonce }: Wanted): boolean {
  const keywords = sources.map((source) => source.toLowerCase());
  if (need === 'style_attribute') return isInlineAllowed(keywords);
  if (need === 'script' || need === 'style') {
    if (nonce !== undefined && nonce !== '' && sources.includes(`'nonce-${nonce}'`)) return true;
    // With it, addresses no longer count: a script is trusted by its nonce or by who loads it.
    if (need === 'script' && keywords.includes("'strict-dynamic'")) return false;
  }
  return keywords.some((source, at) => matches(source, sources[at]!, new URL(url), new URL(page)));
}

/** A nonce or a digest switches 'unsafe-inline' off. */
function isInlineAllowed(keywords: readonly string[]): boolean {
  return keywords.includes("'unsafe-inline'") && !keywords.some((each) => /^'(nonce|sha(256|384|512))-/.test(each));
}

const hostSource = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)*)(?::(\d+|\*))?(\/[^?#]*)?$/i;

/** Whether one source expression stands for an address (CSP level 3, §6.7.2.8). */
function matches(keyword: string, source: string, url: URL, page: URL): boolean {
  if (keyword === '*') return /^https?:$/.test(url.protocol);
  if (keyword === "'self'") return url.origin === page.origin;
  const scheme = /^([a-z][a-z\d+.-]*:)$/.exec(keyword)?.[1];
  if (scheme !== undefined) return isSchemeOrBetter(scheme, url.protocol);
  const [, protocol, host = '', port, path] = hostSource.exec(source) ?? [];
  if (host === '') return false;
  if (!isSchemeOrBetter(protocol === undefined ? page.protocol : `${protocol.toLowerCase()}:`, url.protocol))
    return false;
  return isHost(host.toLowerCase(), url.hostname) && isPort(port, url) && isPath(path, url.pathname);
}

function isSchemeOrBetter(wanted: string, protocol: string): boolean {
  return wanted === protocol || (wanted === 'http:' && protocol === 'https:');
}

function isHost(pattern: string, hostname: string): boolean {
  if (pattern === '*') return true;
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
}

function isPort(port: string | undefined, url: URL): boolean {
  const standard = url.protocol === 'https:' ? '443' : '80';
  const actual = url.port || standard;
  if (port === '*') return true;
  return port === undefined ? actual === standard : port === actual || (port === '80' && actual === '443');
}

function isPath(path: string | undefined, pathname: string): boolean {
  if (path === undefined || path === '/') return true;
  return path.endsWith('/') ? pathname.startsWith(path) : pathname === path;
}
