import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { atSite } from '../site/at-site.ts';
import { getBalance } from './get-balance.ts';
import { listLedgerEntries } from './list-ledger-entries.ts';

/** What a shop of the organisation can spend, per currency. Throws `not_found`. */
export async function getSiteBalance(
  ctx: MemberContext,
  { params }: DeskInput<'getSiteBalance'>,
): Promise<DeskAnswer<'getSiteBalance'>> {
  return getBalance(await atSite(ctx, params.id));
}

/** The entries of a shop's balances, newest first. Throws `not_found`. */
export async function listSiteEntries(
  ctx: MemberContext,
  { params, query }: DeskInput<'listSiteEntries'>,
): Promise<DeskAnswer<'listSiteEntries'>> {
  return listLedgerEntries(await atSite(ctx, params.id), { params: undefined, query, body: undefined });
}
