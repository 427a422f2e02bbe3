import { resolveRef } from '../referral/resolve-ref.ts';
import { findSiteByKey } from '../site/authenticate.ts';
import { isOrigin, originAllowed } from '../site/check-origin.ts';
import type { Engine } from '../engine.ts';
import type { Ancestor } from './page-policy.ts';

/** What a checkout frame's address says about the page around it. */
export interface FrameQuery {
  site?: string | undefined;
  ref?: string | undefined;
  origin?: string | undefined;
}

/**
 * The one origin that may show a checkout frame, for the browser to enforce; undefined when none may. A site's key allows what
 * is on the site's list. An agent has no list: any page may carry the agent's link, but only the page it names.
 */
export async function frameAncestor(engine: Engine, { site, ref, origin }: FrameQuery): Promise<Ancestor | undefined> {
  if (origin === undefined || origin.length > 255 || !isOrigin(origin)) return undefined;
  if (site !== undefined) {
    const found = await findSiteByKey(engine, site);
    // Our own pages, such as the playground, may show any site's checkout.
    const allowed =
      found?.kind === 'publishable' && (origin === engine.config.url || originAllowed(found.site, origin));
    return allowed ? (origin as Ancestor) : undefined;
  }
  return ref !== undefined && (await resolveRef(engine, ref)) ? (origin as Ancestor) : undefined;
}
