import { randomBytes } from 'node:crypto';
import { idSchema } from '@kameng/contract/id';
import type { Language } from '@kameng/contract/page';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../api-error.ts';
import { readProduct } from '../catalog/get-product.ts';
import type { Engine } from '../engine.ts';
import { chooseLanguage } from '../http/choose-language.ts';
import { resolveRef } from '../referral/resolve-ref.ts';
import { findSiteByKey } from '../site/authenticate.ts';
import { frameAncestor } from './frame-ancestor.ts';
import { embedFramePolicy, permissions } from './page-policy.ts';
import { sendPlainPage } from './plain-page.ts';
import { renderEmbedFrame } from './render-embed-frame.ts';

type Query = Record<string, string | undefined>;

const product = idSchema('product');
/** What travels on to the checkout, in the order of the widget's own links. */
const travelling = ['site', 'ref', 'quantity', 'coupon', 'lang', 'theme'] as const;
const valueMax = 200;

/**
 * Serves `/embed/frame/{product}`: one product's card as a page, for hosts that take a frame and no script. It keeps nothing, reads
 * no cookie and asks for no Referer or Origin, which such hosts do not send. The checkout opens in a new tab, with `open=top` in the
 * whole window, and with `open=here&origin=…` in the frame itself when that origin may show a checkout.
 */
export function serveEmbedFrame(app: FastifyInstance, engine: Engine): void {
  app.get<{ Params: { product: string }; Querystring: Record<string, unknown> }>(
    '/embed/frame/:product',
    async (request, reply) => {
      const query = plainQuery(request.query);
      const hosts = await allowedHosts(engine, query);
      if (hosts === undefined) return sendPlainPage(request, reply, 'frame_refused');
      const id = request.params.product;
      if (!product.safeParse(id).success) return sendPlainPage(request, reply, 'not_found');
      const language = chooseLanguage(query.lang as Language | undefined, request.headers['accept-language']);
      const found = await readProduct({ ...engine, language }, id).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'product_not_found') return undefined;
        throw error;
      });
      if (found === undefined) return sendPlainPage(request, reply, 'not_found');
      const theme = /^(light|dark)$/.exec(query.theme ?? '')?.[0];
      const page = renderEmbedFrame(found, { language, theme, ...(await openingOf(engine, id, query)) });
      return dress(reply, hosts).type('text/html; charset=utf-8').send(page.markup);
    },
  );
}

function plainQuery(query: Record<string, unknown>): Query {
  const plain = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= valueMax,
  );
  return Object.fromEntries(plain);
}

/** Origins that may show the card: a site's list; an empty list for an agent, whose link any page may carry; undefined for nobody. */
async function allowedHosts(engine: Engine, { site, ref }: Query): Promise<readonly string[] | undefined> {
  if (site !== undefined) {
    const found = await findSiteByKey(engine, site);
    // A list of origins cannot name an IPv6 address with any port.
    return found?.kind === 'publishable'
      ? ["'self'", ...found.site.origins.filter((origin) => !origin.includes('['))]
      : undefined;
  }
  return ref !== undefined && (await resolveRef(engine, ref)) ? [] : undefined;
}

async function openingOf(engine: Engine, id: string, query: Query) {
  const address = new URL(`/buy/${id}`, engine.config.url);
  for (const name of travelling) if (query[name] !== undefined) address.searchParams.set(name, query[name]);
  const here = query.open === 'here' && (await frameAncestor(engine, query)) !== undefined;
  if (!here) return { target: address.href, opens: query.open === 'top' ? '_top' : '_blank' } as const;
  address.pathname = '/checkout/frame';
  address.searchParams.set('product', id);
  address.searchParams.set('mode', 'inline');
  address.searchParams.set('origin', query.origin!);
  address.searchParams.set('channel', randomBytes(16).toString('base64url'));
  return { target: address.href, opens: '_self' } as const;
}

function dress(reply: FastifyReply, hosts: readonly string[]): FastifyReply {
  return (
    reply
      .removeHeader('x-frame-options')
      .header('content-security-policy', embedFramePolicy(hosts))
      // So that a page that isolates itself may show the card too; everything on it is our own.
      .header('cross-origin-embedder-policy', 'require-corp')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('permissions-policy', permissions)
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex')
      .header('cache-control', 'no-store')
      .header('vary', 'accept-language')
  );
}
