import type { RouteAnswer } from '@kameng/contract/routes';
import type { Context } from '../engine.ts';
import { type Streamed, streamed } from '../http/reply.ts';
import { writeExport } from '../record/write-export.ts';
import { contactOf } from './find-contact.ts';

/** Everything that is kept of a contact, for who can read its mail. */
export function exportOwnRecords(ctx: Context): Promise<Streamed<RouteAnswer<'exportOwnRecords'>>> {
  return Promise.resolve(streamed(writeExport(ctx, { fingerprint: contactOf(ctx) })));
}
