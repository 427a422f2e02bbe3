import type { Harness, Scenario } from './conformance/ask.ts';
import { catalogScenarios } from './conformance/catalog.ts';
import { checkoutScenarios } from './conformance/checkout.ts';
import { confirmScenarios } from './conformance/confirm.ts';
import { disputeScenarios } from './conformance/dispute.ts';
import { ownOrderScenarios } from './conformance/own-orders.ts';
import { paymentScenarios } from './conformance/payment.ts';
import { problemScenarios } from './conformance/problem.ts';
import { shopScenarios } from './conformance/shop.ts';
import { syncScenarios } from './conformance/sync.ts';
import type { Outcome } from './state.ts';

export type { Harness, Scenario };

/** What every pool must do, mock or real. Each answer on the way is held against the contract. Wants a freshly seeded pool. */
export function conformance(harness: Harness): Scenario[] {
  return [
    ...catalogScenarios(harness),
    ...problemScenarios(harness),
    ...checkoutScenarios(harness),
    ...confirmScenarios(harness),
    ...paymentScenarios(harness),
    ...shopScenarios(harness),
    ...syncScenarios(harness),
    ...disputeScenarios(harness),
    ...ownOrderScenarios(harness),
  ];
}

/** Presses a button on the sandbox gateway's page. */
export async function payAtSandbox(actionUrl: string, outcome: Outcome): Promise<void> {
  const response = await fetch(actionUrl, {
    method: 'POST',
    body: new URLSearchParams({ outcome }),
    redirect: 'manual',
  });
  if (response.status >= 400) throw new Error(`the gateway answered ${response.status} to ${outcome}`);
}
