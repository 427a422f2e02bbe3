import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { PassThrough, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { AddressRefused, guardAddress, type GuardOptions } from '../webhook/guard-address.ts';
import { find, type Finding, type FindingId } from './finding.ts';

/** Somebody's page as it was sent. */
export interface ReadPage {
  /** Where it was in the end. */
  url: URL;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** A page that cannot be read, and why. */
export class PageUnread extends Error {
  override name = 'PageUnread';
  readonly finding: Finding;

  constructor(id: FindingId, values: Record<string, string> = {}, options?: ErrorOptions) {
    super(id, options);
    this.finding = find(id, values);
  }
}

const pageBytesMax = 2 * 1024 * 1024;
const redirectsMax = 5;
/** For everything: names, redirects and the page. */
const readLimitMs = 10_000;

/**
 * Fetches a page for somebody who may not be its owner, so it goes where webhooks may go and nowhere else: each address, also of a
 * redirect, is checked and then connected to as it was checked. No cookie, no Referer, standard ports. Throws {@link PageUnread}.
 */
export async function readPage(address: string, options: GuardOptions, userAgent: string): Promise<ReadPage> {
  const signal = AbortSignal.timeout(readLimitMs);
  let next = address;
  for (let hops = 0; hops <= redirectsMax; hops += 1) {
    const { url, response } = await open(next, { options, signal, userAgent });
    const { location } = response.headers;
    const isRedirect = response.statusCode !== undefined && /^30[12378]$/.test(String(response.statusCode));
    if (!isRedirect || location === undefined) return take(url, response);
    response.destroy();
    next = URL.parse(location, url)?.href ?? location;
  }
  throw new PageUnread('page_redirects', { count: String(redirectsMax) });
}

interface Opening {
  options: GuardOptions;
  signal: AbortSignal;
  userAgent: string;
}

async function open(address: string, { options, signal, userAgent }: Opening) {
  try {
    const { url, lookup } = await guardAddress(address, { ...options, allowPlain: true });
    // A service that listens elsewhere is no page for people, and not to be found out through us.
    if (url.port !== '' && !options.allowPrivate) throw new AddressRefused('Its port is not a standard one.');
    const headers = { accept: 'text/html', 'accept-encoding': 'br, gzip', 'user-agent': userAgent };
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { lookup, signal, headers, agent: false }, resolve).on('error', reject).end();
    });
    return { url, response };
  } catch (error) {
    if (error instanceof AddressRefused) throw new PageUnread('page_refused', {}, { cause: error });
    throw new PageUnread('page_unreachable', { reason: reasonOf(error) }, { cause: error });
  }
}

async function take(url: URL, response: IncomingMessage): Promise<ReadPage> {
  const { statusCode = 0, headers } = response;
  try {
    if (statusCode !== 200) throw new PageUnread('page_status', { status: String(statusCode) });
    const type = headers['content-type'] ?? '';
    if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(type))
      throw new PageUnread('page_not_html', { type: type === '' ? '–' : type });
    const text = await readText(response);
    const plain = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    return { url, headers: Object.fromEntries(plain) as Record<string, string>, text };
  } catch (error) {
    if (error instanceof PageUnread) throw error;
    throw new PageUnread('page_unreachable', { reason: reasonOf(error) }, { cause: error });
  } finally {
    response.destroy();
  }
}

/** The body as text, decompressed, and never more of it than a page may have. */
async function readText(response: IncomingMessage): Promise<string> {
  const decoder = decoderOf(response.headers['content-encoding']);
  const chunks: Buffer[] = [];
  let size = 0;
  await pipeline(response, decoder, async (body: AsyncIterable<Buffer>) => {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > pageBytesMax) throw new PageUnread('page_too_big', { megabytes: String(pageBytesMax / 1024 / 1024) });
      chunks.push(chunk);
    }
  });
  return Buffer.concat(chunks).toString('utf8');
}

function decoderOf(encoding: string | undefined): Transform {
  if (encoding === 'br') return createBrotliDecompress();
  return encoding === 'gzip' ? createGunzip() : new PassThrough();
}

/** The platform's short name for what went wrong, such as ENOTFOUND; nothing else of the error is told. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') return 'TIMEOUT';
  return typeof code === 'string' && /^[A-Z\d_]{2,48}$/.test(code) ? code : 'FAILED';
}
