import type { LookupAddress } from 'node:dns';
import { Resolver, lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** An address that webhooks must not be sent to. The message names the rule, for the owner of the address. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

/** A URL and the addresses behind it that were checked; connect to these and to nothing else. */
export interface GuardedTarget {
  url: URL;
  lookup: LookupFunction;
}

/** Answers all addresses of a name. */
export type ResolveName = (hostname: string) => Promise<LookupAddress[]>;

export interface GuardOptions {
  /** Loopback, private addresses and plain http are allowed: development only. */
  allowPrivate: boolean;
  /** Plain http is allowed, since nothing secret is sent. */
  allowPlain?: boolean | undefined;
  resolve?: ResolveName | undefined;
}

const urlLengthMax = 2048;

/**
 * Checks that a URL leads to the public internet, and pins the addresses it was checked with: a name that answers something
 * else a moment later (DNS rebinding) leads nowhere else. One bad address among good ones refuses the name.
 * Throws {@link AddressRefused}, or the resolver's error.
 */
export async function guardAddress(text: string, options: GuardOptions): Promise<GuardedTarget> {
  const url = text.length <= urlLengthMax ? URL.parse(text) : null;
  if (url === null) throw new AddressRefused('It is not a URL.');
  const mayBePlain = options.allowPrivate || options.allowPlain === true;
  if (url.protocol !== 'https:' && !(mayBePlain && url.protocol === 'http:'))
    throw new AddressRefused('It is not an https URL.');
  if (url.username !== '' || url.password !== '') throw new AddressRefused('It carries a user name or a password.');
  const addresses = await findAddresses(url.hostname, options);
  if (addresses.length === 0) throw new AddressRefused('Its name has no address.');
  if (!options.allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new AddressRefused('It is not on the public internet.');
  return { url, lookup: pin(addresses) };
}

async function findAddresses(hostname: string, { allowPrivate, resolve }: GuardOptions): Promise<LookupAddress[]> {
  // The URL parser has brought every spelling of an IPv4 address (octal, one number, …) into the usual form.
  const literal = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  const family = isIP(literal);
  if (family !== 0) return [{ address: literal, family }];
  return (resolve ?? (allowPrivate ? lookUpName : queryName))(hostname);
}

/** Asks the name servers and nothing else: neither a hosts file nor a search domain may lend a name a private meaning. */
async function queryName(hostname: string): Promise<LookupAddress[]> {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason;
  return [
    ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
    ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
  ];
}

function lookUpName(hostname: string): Promise<LookupAddress[]> {
  return lookup(hostname, { all: true, verbatim: true });
}

function pin(addresses: readonly LookupAddress[]): LookupFunction {
  const [first] = addresses;
  return (_hostname, { all }, callback) => {
    if (all === true) callback(null, [...addresses]);
    else callback(null, first!.address, first!.family);
  };
}
