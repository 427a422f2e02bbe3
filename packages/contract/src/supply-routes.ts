import type { Call } from './routes.ts';
import { supplyAnswer, supplyReceipt } from './supply.ts';

/** A call that no key makes: its body is signed by the server that the pool asked. */
export interface SignedCall extends Call {
  auth: 'signature';
}

/** Calls of suppliers' servers to the pool. */
export const supplyCalls = {
  answerSupply: {
    method: 'POST',
    path: '/v1/supply/answers',
    auth: 'signature',
    summary: 'Answer a request for codes that took longer than its reply could wait',
    body: supplyAnswer,
    answers: { 200: supplyReceipt },
    errors: ['signature_refused', 'supply_closed'],
  },
} as const satisfies Record<string, SignedCall>;
