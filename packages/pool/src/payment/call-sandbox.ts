import { readLimited } from '../sandbox/read-limited.ts';
import { isSigned, signatureHeader, signMessage } from '../sandbox/sandbox-signature.ts';
import { parseSandboxMessage } from './read-sandbox-notice.ts';

export interface SandboxCallOptions {
  /** Where the gateway's API listens, without a slash at the end. */
  gatewayUrl: string;
  /** Shared with the gateway, 32 bytes. */
  key: Buffer;
  fetch?: typeof fetch;
  now?: () => Date;
}

const answerWindowS = 300;
const answerLimitMs = 5000;
const answerBytesMax = 256 * 1024;

/**
 * One signed call to the gateway's API. Answers the fields of its signed answer, or undefined when it does not know the
 * payment; throws when it cannot be reached, refuses, or somebody else answers.
 */
export async function callSandbox(
  { gatewayUrl, key, fetch: request = fetch, now = () => new Date() }: SandboxCallOptions,
  path: string,
  fields: object,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const body = JSON.stringify(fields);
  const response = await request(`${gatewayUrl}/sandbox/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [signatureHeader]: signMessage(key, body, now()) },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(answerLimitMs),
  });
  const answer = await readLimited(response, answerBytesMax);
  if (!isSigned(key, answer, response.headers.get(signatureHeader), now(), answerWindowS))
    throw new Error(`sandbox gateway: unsigned answer ${response.status}`);
  if (response.status === 404) return undefined;
  if (response.status !== 200)
    throw new Error(`sandbox gateway: ${response.status} ${answer.toString('utf8').slice(0, 200)}`);
  return parseSandboxMessage(answer);
}
