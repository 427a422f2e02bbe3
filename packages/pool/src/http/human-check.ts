import { createHmac, timingSafeEqual } from 'node:crypto';
import { humanCheck, type HumanCheck } from '@kameng/contract/error';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import type { Keys } from '../keys/keys.ts';

/** PBKDF2 iterations of one try, and how many tries a solution takes: about a second on a phone. */
const cost = 1000;
const tries = { min: 200, max: 400 };
/** A solution is good for one object and one network for so long, in milliseconds; their own limits of attempts stay. */
const lifeMs = 5 * 60_000;
/** Characters of the header; a solution is a third of it. */
const proofMax = 2048;

const payloadSchema = z.object({
  challenge: humanCheck,
  solution: z.object({ counter: z.int(), derivedKey: z.string() }),
});

/**
 * Refuses with `human_check_required`, unless the proof is a solution of a puzzle that was set for this very thing.
 * @param of what the request is about and whose it is; a proof for one is worth nothing for another
 * @param proof the header Kameng-Human-Check
 */
export async function demandProof(keys: Pick<Keys, 'humanCheck'>, of: string, proof: unknown): Promise<void> {
  const bound = createHmac('sha256', keys.humanCheck).update(`of ${of}`).digest('base64url');
  const secret = keys.humanCheck.toString('base64url');
  if (typeof proof === 'string' && (await isSolved(proof, bound, secret))) return;
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost,
    counter: randomInt(tries.max, tries.min),
    deriveKey,
    expiresAt: new Date(Date.now() + lifeMs),
    hmacSignatureSecret: secret,
    data: { of: bound },
  });
  throw new ApiError('human_check_required', { challenge: challenge as HumanCheck });
}

async function isSolved(proof: string, bound: string, hmacSignatureSecret: string): Promise<boolean> {
  const payload = proof.length <= proofMax ? readPayload(proof) : undefined;
  if (!payload) return false;
  const { challenge, solution } = payload;
  // The signature covers the parameters, so what they cost and are for is ours; it is looked at before any work is done.
  const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
  const { data } = challenge.parameters as { data?: { of?: unknown } | null };
  const of = Buffer.from(String(data?.of));
  const expected = Buffer.from(bound);
  return verified && of.length === expected.length && timingSafeEqual(of, expected);
}

/** What a browser made of the puzzle; undefined when it is anything else, which the library would stumble over. */
function readPayload(proof: string): z.infer<typeof payloadSchema> | undefined {
  try {
    return payloadSchema.safeParse(JSON.parse(Buffer.from(proof, 'base64').toString())).data;
  } catch {
    return undefined;
  }
}
