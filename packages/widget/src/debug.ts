/** What `data-debug` on the script tag loads: says on the console what is wrong with an installation. Never loaded otherwise. */
import { inspectPage } from './debug/inspect-page.ts';

const settings = () => globalThis.Kameng?.configure() ?? {};
const told = new Set<string>();

/** Says a thing once, and after the first one where the whole page is examined from outside. */
function say(finding: string): void {
  if (told.has(finding)) return;
  const { pool } = settings();
  console.warn(`Kameng: ${finding}`);
  if (pool && told.size === 0) console.warn(`Kameng: more, and how to mend it: ${doctorUrl(pool)}`);
  told.add(finding);
}

/** The doctor reads the page as it is published, without its query, which may hold what is a visitor's. */
function doctorUrl(pool: string): string {
  const url = new URL('/doctor', pool);
  url.searchParams.set('url', location.origin + location.pathname);
  return url.href;
}

function look(): void {
  for (const finding of inspectPage(document, settings())) say(finding);
}

/** Asks the pool, as a card would, whether this page may read the catalogue. */
async function ask(): Promise<void> {
  const { pool, site, ref } = settings();
  if (!pool) return;
  const headers: Record<string, string> = {};
  if (site) headers['authorization'] = `Bearer ${site}`;
  else if (ref) headers['kameng-ref'] = ref;
  try {
    const response = await fetch(new URL('/v1/products?limit=1', pool), { headers, credentials: 'omit' });
    if (response.ok) return;
    const { code, detail } = (await response.json()) as { code?: string; detail?: string };
    say(`The pool refuses this page (${location.origin}): ${code}. ${detail ?? ''}`);
  } catch {
    say(
      `The pool at ${pool} cannot be reached from here: offline, a content blocker, or connect-src in the page’s policy.`,
    );
  }
}

document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  const { pool } = settings();
  if (pool && blockedURI.startsWith(pool))
    say(`The page’s content security policy blocks ${blockedURI} (${effectiveDirective}). Allow ${pool} there.`);
});
document.addEventListener('kameng:error', (event) =>
  say(`An element reports ${(event as CustomEvent<{ code: string }>).detail.code}.`),
);
document.addEventListener('kameng:open', look);
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', look);
else look();
console.info(`Kameng ${globalThis.Kameng?.version ?? ''} with`, settings());
void ask();
