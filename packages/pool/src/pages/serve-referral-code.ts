import { idSchema } from '@kameng/contract/id';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { renderSVG } from 'uqr';
import type { Engine } from '../engine.ts';
import { resolveRef } from '../referral/resolve-ref.ts';
import { sendPlainPage } from './plain-page.ts';
import { picturePolicy } from './page-policy.ts';

const product = idSchema('product');

/**
 * Serves an agent's link as a QR code: `/r/{ref}/qr.svg` and `/r/{ref}/{product}/qr.svg`, black on white with its quiet zone, to be
 * printed. A referral ID that nobody has is refused here, before the poster hangs.
 */
export function serveReferralCode(app: FastifyInstance, engine: Engine): void {
  for (const path of ['/r/:ref/qr.svg', '/r/:ref/:product/qr.svg']) {
    app.get<{ Params: { ref: string; product?: string } }>(path, async (request, reply) => {
      const agent = await resolveRef(engine, request.params.ref);
      const { product: id } = request.params;
      if (agent === undefined || (id !== undefined && !product.safeParse(id).success))
        return sendPlainPage(request, reply, 'not_found');
      return sendCode(reply, `${engine.config.url}/r/${agent.ref}${id === undefined ? '' : `/${id}`}`);
    });
  }
}

function sendCode(reply: FastifyReply, link: string): FastifyReply {
  // Four modules of quiet and a fifth of the code in reserve: what a print on a shop's door needs (ISO/IEC 18004).
  const picture = renderSVG(link, { ecc: 'Q', border: 4 });
  return reply
    .header('cache-control', 'public, max-age=3600')
    .header('content-security-policy', picturePolicy)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .type('image/svg+xml')
    .send(picture);
}
