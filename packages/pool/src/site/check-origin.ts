import type { Site } from '../engine.ts';

/** Hosts on which a test site may leave the port open; they never leave the visitor's own machine. */
const loopback = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Whether a page of this origin may use the site's publishable key. Compared whole and as text with each origin on the list;
 * only `http://localhost:*` and its like leave the port open, and only for test sites.
 */
export function originAllowed(site: Pick<Site, 'environment' | 'origins'>, origin: string): boolean {
  if (!isOrigin(origin)) return false;
  return site.origins.some((allowed) => {
    if (!allowed.endsWith(':*')) return allowed === origin;
    if (site.environment !== 'test') return false;
    const host = allowed.slice(0, -2);
    return (
      loopback.test(host) &&
      (origin === host || (origin.startsWith(`${host}:`) && /^\d+$/.test(origin.slice(host.length + 1))))
    );
  });
}

/** Whether the text is an http(s) origin exactly as a browser writes it. */
export function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Whether an entry may stand on a site's origin list. */
export function isOriginEntry(entry: string, environment: Site['environment']): boolean {
  if (entry.endsWith(':*')) return environment === 'test' && loopback.test(entry.slice(0, -2));
  return isOrigin(entry) && (environment === 'test' || entry.startsWith('https://'));
}
