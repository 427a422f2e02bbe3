import { idSchema, type IdKind } from '@kameng/contract/id';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readEmbedOrigin } from '../checkout/read-embed-origin.ts';
import { serveDoctor } from '../doctor/serve-doctor.ts';
import type { Engine } from '../engine.ts';
import { countView } from '../referral/count-views.ts';
import { dropUnknownRef } from '../referral/drop-unknown-ref.ts';
import { followRef } from '../referral/follow-ref.ts';
import { isOrigin } from '../site/check-origin.ts';
import { builtFolders, type BuiltFolders } from '../pages/built-folders.ts';
import { type BuyerOrigins, buyerOrigins } from '../pages/buyer-origins.ts';
import { frameAncestor, type FrameQuery } from '../pages/frame-ancestor.ts';
import { openFolder } from '../pages/open-folder.ts';
import { type Ancestor, buyerPolicy, permissions } from '../pages/page-policy.ts';
import { sendPlainPage } from '../pages/plain-page.ts';
import { sendFile } from '../pages/send-file.ts';
import { serveConsole } from '../pages/serve-console.ts';
import { serveEmbedFrame } from '../pages/serve-embed-frame.ts';
import { serveFiles } from '../pages/serve-files.ts';
import { serveReferralCode } from '../pages/serve-referral-code.ts';
import { serveReleases } from '../pages/serve-releases.ts';
import { serveStorefront } from '../storefront/serve-storefront.ts';

type Params = Record<'product' | 'id' | 'order' | 'ref', string>;
type Query = Record<string, string | undefined>;

/** What a page adds to what all pages of money have in common. */
interface PageOptions {
  ancestor?: Ancestor;
  /** The page may have been opened by a frame of ours that waits for it, so it keeps its opener. */
  keepsOpener?: boolean;
}

/** Registers the pages people see: checkout, orders, referral links, the widget's files, playground, docs and pictures. */
export function servePages(app: FastifyInstance, engine: Engine, folders: BuiltFolders = builtFolders()): void {
  const checkout = openFolder(folders.checkout);
  const page = async (request: FastifyRequest, reply: FastifyReply, name: string, options: PageOptions = {}) => {
    const file = await checkout.read(name);
    if (file === undefined || file === 'folder') return sendPlainPage(request, reply, 'not_built');
    return sendFile(request, pageHeaders(reply, options, await buyerOrigins(engine)), file);
  };

  app.get<{ Params: Params }>('/buy/:product', async (request, reply) => {
    if (!isId('product', request.params.product)) return sendPlainPage(request, reply, 'not_found');
    const instead = await dropUnknownRef(engine, request.url);
    return instead ? moved(reply, instead) : page(request, reply, 'checkout.html');
  });
  app.get<{ Querystring: FrameQuery }>('/checkout/frame', async (request, reply) => {
    const ancestor = await frameAncestor(engine, oneOfEach(request.query));
    // The refusal cannot be seen inside the frame; it is for whoever opens the address to find out why.
    if (!ancestor) return sendPlainPage(request, reply, 'frame_refused');
    const instead = await dropUnknownRef(engine, request.url);
    return instead ? moved(reply, instead) : page(request, reply, 'checkout.html', { ancestor });
  });
  app.get('/checkout/return', (request, reply) => page(request, reply, 'order.html', { keepsOpener: true }));
  app.get<{ Params: Params; Querystring: FrameQuery }>('/checkout/:id', async (request, reply) => {
    const { id } = request.params;
    if (!isId('checkout', id)) return sendPlainPage(request, reply, 'not_found');
    // The page around it is the one that the checkout was made for, whatever the address says.
    const { origin } = oneOfEach(request.query);
    const ancestor = origin === undefined ? undefined : await readEmbedOrigin(engine, id);
    const isFramed = ancestor !== undefined && ancestor === origin && isOrigin(ancestor);
    return page(request, reply, 'checkout.html', isFramed ? { ancestor: ancestor as Ancestor } : {});
  });
  app.get('/orders', (request, reply) => page(request, reply, 'orders.html'));
  app.get('/o', (request, reply) => page(request, reply, 'order.html'));
  app.get<{ Params: Params }>('/o/:order', (request, reply) =>
    isId('order', request.params.order)
      ? page(request, reply, 'order.html')
      : sendPlainPage(request, reply, 'not_found'),
  );

  for (const path of ['/r/:ref', '/r/:ref/:product']) {
    app.get<{ Params: Partial<Params>; Querystring: Query }>(path, async (request, reply) => {
      const target = await followRef(engine, request.params, oneOfEach(request.query), (agent) =>
        countView(engine, request, agent),
      );
      if (target === undefined) return sendPlainPage(request, reply, 'not_found');
      return moved(reply, target);
    });
  }
  app.get('/', (request, reply) => {
    if (engine.config.environment === 'production') return sendPlainPage(request, reply, 'home');
    return moved(reply, '/playground/');
  });
  serveReferralCode(app, engine);
  serveStorefront(app, engine);
  serveEmbedFrame(app, engine);
  serveReleases(app, folders);
  serveDoctor(app, engine, folders);
  serveConsole(app, openFolder(folders.console), engine);
  serveFiles(app, checkout, folders);
}

function moved(reply: FastifyReply, target: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(target, 302);
}

function pageHeaders(
  reply: FastifyReply,
  { ancestor = "'none'", keepsOpener = false }: PageOptions,
  origins: BuyerOrigins,
): FastifyReply {
  // Older than frame-ancestors and unable to name an origin, so it must not contradict it.
  if (ancestor === "'none'") void reply.header('x-frame-options', 'DENY');
  else void reply.removeHeader('x-frame-options');
  return reply
    .header('content-security-policy', buyerPolicy(ancestor, origins))
    .header('cross-origin-opener-policy', keepsOpener ? 'unsafe-none' : 'same-origin-allow-popups')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', permissions)
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
    .header('cache-control', 'no-store');
}

function isId(kind: IdKind, text: string): boolean {
  return idSchema(kind).safeParse(text).success;
}

/** A parameter given twice arrives as a list; which of the two is meant is not ours to guess, so it counts as not given. */
function oneOfEach(query: object): Query {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
