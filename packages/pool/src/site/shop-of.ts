import assert from 'node:assert/strict';
import type { Context, Site } from '../engine.ts';

/** The shop a secret key belongs to. Routes with `auth: 'secret'` have no other caller. */
export function shopOf(ctx: Context): Site {
  assert(ctx.actor.kind === 'shop');
  return ctx.actor.site;
}
