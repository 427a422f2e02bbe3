import type { Engine } from '../engine.ts';
import { describeEvent, type EventRow } from './describe-event.ts';
import { guardAddress, type ResolveName } from './guard-address.ts';
import { deliveryIsDue, failuresMax, leaseMs, releaseEndpoint, type LeasedEndpoint } from './lease-endpoints.ts';
import { openWebhookSender, type WebhookSender } from './post-webhook.ts';
import { giveUpOldDeliveries, isDelivered, settleDelivery, type Delivery } from './settle-delivery.ts';
import { signWebhook } from './sign-webhook.ts';

type DueDelivery = Delivery & EventRow;

const roundMax = 50;
const connectionsMax = 8;
/** No attempt starts later in the lease, so that the last one ends within it. */
const startLimitMs = leaseMs - 25_000;

/** Sends a leased endpoint what is due, a round at most, and gives the lease back. Answers the number of attempts. */
export async function serveEndpoint(
  engine: Engine,
  endpoint: LeasedEndpoint,
  resolve: ResolveName | undefined,
): Promise<number> {
  const due = await pickDue(engine, endpoint);
  const sender = guardAddress(endpoint.url, { allowPrivate: engine.config.webhooksToPrivateAddresses, resolve }).then(
    (target) => openWebhookSender(target, connectionsMax),
  );
  // Each attempt meets the refusal by itself; here it only must not pass for forgotten.
  sender.catch(() => undefined);
  const startLimit = performance.now() + startLimitMs;
  let failures = endpoint.failures;
  let gone = false;
  let next = 0;
  let attempts = 0;
  const work = async (): Promise<void> => {
    // A resting endpoint came here with one delivery; any other stops after a few failures in a row.
    while (next < due.length && !gone && (attempts === 0 || failures < failuresMax) && performance.now() < startLimit) {
      const delivery = due[next]!;
      next += 1;
      attempts += 1;
      const status = await attempt(engine, endpoint, sender, delivery);
      failures = isDelivered(status) ? 0 : failures + 1;
      gone ||= status === 410;
      await settleDelivery(engine, delivery, status);
    }
  };
  try {
    await Promise.all(Array.from({ length: connectionsMax }, work));
    if (failures > 0) await giveUpOldDeliveries(engine, endpoint.id);
    // Attempts under way together failed together: beyond the limit a round counts as one failure.
    const counted = Math.min(failures, Math.max(failuresMax, endpoint.failures + 1));
    await releaseEndpoint(engine, endpoint, { failures: counted, gone });
  } finally {
    await sender.then(
      ({ close }) => close(),
      () => undefined,
    );
  }
  return attempts;
}

async function pickDue(engine: Engine, endpoint: LeasedEndpoint): Promise<DueDelivery[]> {
  const { rows } = await engine.db.pool.query<DueDelivery>({
    name: 'pick deliveries',
    text: `SELECT d.event_id, d.endpoint_id, d.attempts, d.queued_at, v.id, v.type, v.object_id, v.sequence, v.status, v.client_reference, v.created_at
           FROM webhook_delivery d JOIN event v ON v.id = d.event_id
           WHERE d.endpoint_id = $2 AND ${deliveryIsDue} ORDER BY d.next_attempt_at, d.event_id LIMIT $3`,
    values: [engine.now(), endpoint.id, endpoint.failures >= failuresMax ? 1 : roundMax],
  });
  return rows;
}

/** The status that came back, or undefined when none did. */
async function attempt(
  engine: Engine,
  endpoint: LeasedEndpoint,
  sender: Promise<WebhookSender>,
  delivery: DueDelivery,
): Promise<number | undefined> {
  const body = JSON.stringify(describeEvent(delivery));
  try {
    const { post } = await sender;
    const answer = await post(body, signWebhook(engine.keys, endpoint, delivery.event_id, engine.now(), body));
    return answer.status;
  } catch (error) {
    engine.log.debug({ err: error, endpoint: endpoint.id, event: delivery.event_id }, 'webhook was not delivered');
    return undefined;
  }
}
