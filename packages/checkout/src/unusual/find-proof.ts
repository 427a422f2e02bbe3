import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** Longest search, in milliseconds, below the client's limit for a request. */
const searchMaxMs = 20_000;

/** Solves the puzzle of a refusal; undefined when it has none, or when this browser is too slow for it. */
export async function findProof(refusal: Response): Promise<string | undefined> {
  const { challenge } = (await refusal.json()) as { challenge?: Challenge };
  if (!challenge) return undefined;
  const solution = await solveChallenge({ challenge, deriveKey, timeout: searchMaxMs });
  return solution ? btoa(JSON.stringify({ challenge, solution })) : undefined;
}
