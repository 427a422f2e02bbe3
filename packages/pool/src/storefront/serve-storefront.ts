import type { Product } from '@kameng/contract/product';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findMembership } from '../account/find-membership.ts';
import { readSession } from '../account/read-session.ts';
import { listProducts } from '../catalog/list-products.ts';
import { readProducts } from '../catalog/read-products.ts';
import type { Engine } from '../engine.ts';
import { contextOf } from '../http/open-context.ts';
import { buyerOrigins } from '../pages/buyer-origins.ts';
import { permissions, storefrontPolicy } from '../pages/page-policy.ts';
import { sendPlainPage } from '../pages/plain-page.ts';
import { countView } from '../referral/count-views.ts';
import { findAgent, resolveRef, type ReferringAgent } from '../referral/resolve-ref.ts';
import { drawCard } from './draw-card.ts';
import { renderStorefrontPage } from './render-storefront-page.ts';
import { storefrontColumns, type StorefrontRow } from './storefront-row.ts';

interface Query {
  ref?: unknown;
  lang?: unknown;
  theme?: unknown;
}

type Found = StorefrontRow & { agent_id: string; organisation_id: string | null };

/** What a storefront shows that chose no goods. */
const goodsMax = 24;

/**
 * Serves `/s/{slug}`, an agent's storefront: a whole page without a script. What is not published is there for the agent's own
 * members to look at.
 */
export function serveStorefront(app: FastifyInstance, engine: Engine): void {
  // No slug has a dot.
  app.get('/s/card.png', async (_request, reply) =>
    reply
      .type('image/png')
      .header('cache-control', 'public, max-age=86400')
      .header('x-content-type-options', 'nosniff')
      .send(await drawCard()),
  );
  app.get<{ Params: { slug: string }; Querystring: Query }>('/s/:slug', async (request, reply) => {
    const found = await readBySlug(engine, request.params.slug);
    const agent = found && (await findAgent(engine, found.agent_id));
    const shown = found && agent && (found.published || (await isOwn(engine, request, found)));
    if (!shown) return sendPlainPage(request, reply, 'not_found');
    const { ref, lang, theme } = request.query;
    const by = await linkOfAgent(engine, agent, ref);
    if (found.published) countView(engine, request, by);
    const ctx = { ...contextOf(engine, request, { kind: 'anonymous' }, 'GET', ''), ref: agent.ref };
    const goods = await readGoods(ctx, found, agent);
    const page = renderStorefrontPage(found, goods, {
      language: ctx.language,
      asked: typeof lang === 'string' ? ctx.language : undefined,
      theme: theme === 'light' || theme === 'dark' ? theme : undefined,
      ref: by.ref,
      url: engine.config.url,
    });
    const { pictures } = await buyerOrigins(engine);
    return dress(reply, pictures, found.published).type('text/html; charset=utf-8').send(page.markup);
  });
}

async function readBySlug({ db }: Engine, slug: string): Promise<Found | undefined> {
  if (!/^[a-z0-9-]{3,40}$/.test(slug)) return undefined;
  const { rows } = await db.pool.query<Found>({
    name: 'storefront by slug',
    text: `SELECT ${storefrontColumns}, agent_id, (SELECT organisation_id FROM agent WHERE id = agent_id) AS organisation_id
           FROM storefront WHERE slug = $1`,
    values: [slug],
  });
  return rows[0];
}

async function isOwn(engine: Engine, request: FastifyRequest, { organisation_id }: Found): Promise<boolean> {
  const signedIn = await readSession(engine, request);
  if (!signedIn || organisation_id === null) return false;
  return (await findMembership(engine, signedIn.actor.person.id, organisation_id)) !== undefined;
}

/** By which of the agent's links somebody came: the one that the address names, when it is the agent's. */
async function linkOfAgent(engine: Engine, agent: ReferringAgent, ref: unknown): Promise<ReferringAgent> {
  const named = typeof ref === 'string' ? await resolveRef(engine, ref) : undefined;
  return named?.id === agent.id ? named : agent;
}

async function readGoods(
  ctx: Parameters<typeof listProducts>[0],
  { product_ids }: StorefrontRow,
  agent: ReferringAgent,
): Promise<Product[]> {
  if (product_ids.length > 0) return readProducts(ctx, product_ids, agent);
  return (await listProducts(ctx, { query: { limit: goodsMax } })).data;
}

function dress(reply: FastifyReply, pictures: readonly string[], published: boolean): FastifyReply {
  if (!published) void reply.header('x-robots-tag', 'noindex');
  return reply
    .header('content-security-policy', storefrontPolicy(pictures))
    .header('x-frame-options', 'DENY')
    .header('cross-origin-opener-policy', 'same-origin-allow-popups')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', permissions)
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language, cookie');
}
