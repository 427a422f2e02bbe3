import type { RouteAnswer, SentQuery } from '@kameng/contract/routes';
import { request } from './request.ts';
import type { CallOptions, Client } from './request.ts';

/** Reads what can be spent, per currency. Needs a secret key. */
export function getBalance(client: Client, options?: CallOptions): Promise<RouteAnswer<'getBalance'>> {
  return request(client, { path: '/v1/balance' }, options);
}

/** Lists the entries of the balance, newest first. Needs a secret key. */
export function listLedgerEntries(
  client: Client,
  query?: SentQuery<'listLedgerEntries'>,
  options?: CallOptions,
): Promise<RouteAnswer<'listLedgerEntries'>> {
  return request(client, { path: '/v1/ledger_entries', query }, options);
}
