import type { OrganisationKind, Role } from '@kameng/contract/desk-roles';
import type { Language } from '@kameng/contract/page';
import type { Logger } from 'pino';
import type { Batchers } from './batch/open-batchers.ts';
import type { Config } from './config.ts';
import type { Database } from './database/open-database.ts';
import type { Keys } from './keys/keys.ts';
import type { OrderWatch } from './order/watch-orders.ts';
import type { Channel } from './payment/channel.ts';

/** What one process of the pool is made of. Passed to every verb, never imported. */
export interface Engine {
  config: Config;
  db: Database;
  keys: Keys;
  log: Logger;
  /** The time, injected so that tests can move it. */
  now: () => Date;
  batchers: Batchers;
  /** Payment channels by id. */
  channels: ReadonlyMap<string, Channel>;
  orderWatch: OrderWatch;
}

export interface Site {
  id: string;
  kind: 'site' | 'shop';
  environment: 'test' | 'live';
  agentId: string | undefined;
  origins: readonly string[];
}

/** Somebody with a log-in of their own. */
export interface Person {
  id: string;
  name: string;
  email: string;
}

/** A company or person in the trade, with its members and keys. */
export interface Organisation {
  id: string;
  kind: OrganisationKind;
  name: string;
  createdAt: Date;
  /** What it is in the trade: the supplier or agent, or the sites of a shop. */
  supplierId: string | undefined;
  agentId: string | undefined;
  siteIds: readonly string[];
}

/** Somebody who is signed in. */
export interface PersonActor {
  kind: 'person';
  person: Person;
  session: { id: string; createdAt: Date; steppedUpAt: Date | undefined };
}

/** Somebody, or a key, at work for an organisation. */
export interface MemberActor {
  kind: 'member';
  organisation: Organisation;
  role: Role;
  by: { kind: 'person'; id: string; name: string } | { kind: 'key'; id: string; name: string };
}

/** On whose behalf a request or job acts. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'site'; site: Site }
  | { kind: 'shop'; site: Site }
  | PersonActor
  | MemberActor
  | { kind: 'buyer'; orderId: string }
  | { kind: 'checkout'; checkoutId: string }
  | { kind: 'contact'; fingerprint: Buffer }
  | { kind: 'job'; name: string };

/** An engine at work on one request or one job. */
export interface Context extends Engine {
  actor: Actor;
  requestId: string;
  language: Language;
  /** The agent named by Kameng-Ref, a body's ref or the site, when there is one. */
  ref: string | undefined;
  /** The Origin header, when a browser sent one that is not the pool's own. */
  origin: string | undefined;
  /** The Cookie header of a request from our own pages. */
  cookie: string | undefined;
  /** Keyed hash of the caller's address: counts holds and audits reveals without keeping the address. */
  addressFingerprint: Buffer | undefined;
  /** The Idempotency-Key with its scope, and a hash of the request it belongs to. */
  idempotency: { scope: string; key: string; requestFingerprint: Buffer } | undefined;
}
