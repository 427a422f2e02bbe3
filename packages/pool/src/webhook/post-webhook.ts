import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { GuardedTarget } from './guard-address.ts';

/** What a receiver answered; the text is undefined when it was too long or cut short. */
export interface PostAnswer {
  status: number;
  text: string | undefined;
}

/** A connection to one checked address, kept for as long as its events are sent. */
export interface WebhookSender {
  /** Posts one message and answers what came back. Throws when nothing does within the time limit. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<PostAnswer>;
  close(): void;
}

const attemptLimitMs = 10_000;
/** A receiver that answers more is hung up on. */
const answerBytesMax = 256 * 1024;

/** Opens a sender with at most so many connections. No redirect is followed, no proxy used, no cookie kept. */
export function openWebhookSender(
  { url, lookup }: GuardedTarget,
  connectionsMax: number,
  limitMs = attemptLimitMs,
): WebhookSender {
  const secure = url.protocol === 'https:';
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: connectionsMax });
  const request = secure ? requestHttps : requestHttp;
  return {
    post: (body, headers) =>
      new Promise((resolve, reject) => {
        const outgoing = request(url, {
          method: 'POST',
          agent,
          lookup,
          signal: AbortSignal.timeout(limitMs),
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'Kameng-Webhooks/1',
          },
        });
        outgoing.on('error', reject);
        outgoing.on('response', (response) => {
          const read = readText(response);
          // Also when the body was cut short: the status has said what there is to say.
          response.on('close', () => resolve({ status: response.statusCode ?? 0, text: read() }));
        });
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function readText(response: IncomingMessage): () => string | undefined {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('error', () => response.destroy());
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > answerBytesMax) response.destroy();
    else chunks.push(chunk);
  });
  return () => (response.complete && size <= answerBytesMax ? Buffer.concat(chunks).toString() : undefined);
}
