import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { GuardedTarget } from './guard-address.ts';

/** A connection to one checked address, kept for as long as its events are sent. */
export interface WebhookSender {
  /** Posts one event and answers the HTTP status. Throws when there is none within the time limit. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<number>;
  close(): void;
}

const attemptLimitMs = 10_000;
/** The answer's body means nothing to us; a receiver that sends more is hung up on. */
const answerBytesMax = 64 * 1024;

/** Opens a sender with at most so many connections. No redirect is followed, no proxy used, no cookie kept. */
export function openWebhookSender({ url, lookup }: GuardedTarget, connectionsMax: number): WebhookSender {
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
          signal: AbortSignal.timeout(attemptLimitMs),
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'Kameng-Webhooks/1',
          },
        });
        outgoing.on('error', reject);
        outgoing.on('response', (response) => {
          drain(response);
          // Also when the body was cut short: the status has said what there is to say.
          response.on('close', () => resolve(response.statusCode ?? 0));
        });
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function drain(response: IncomingMessage): void {
  let size = 0;
  response.on('error', () => response.destroy());
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > answerBytesMax) response.destroy();
  });
}
