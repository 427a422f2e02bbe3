import type { RouteName } from '@kameng/contract/routes';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

/** One limit: how much of what, for whom, in which time. */
export interface RatePolicy {
  /** As in the RateLimit headers. */
  name: string;
  max: number;
  windowMs: number;
  /** What is counted; undefined when the request has none of it. `caller` is the shop or the network that asks. */
  keyOf(request: FastifyRequest, caller: string): string | undefined;
}

export interface RatePolicies {
  read: RatePolicy;
  write: RatePolicy;
  /** On top of these, for routes at which secrets could be guessed or that make us ask other people's servers. */
  attempts: Partial<Record<RouteName | 'doctor', readonly RatePolicy[]>>;
}

const minuteMs = 60_000;
/**
 * Guesses at one order or checkout, whoever makes them: with a network of a thousand addresses a query password of four digits
 * still holds for a week.
 */
const guesses = { max: 10, windowMs: 10 * minuteMs };

/** The limits of a pool, from its settings. */
export function ratePolicies({
  readsPerMinute,
  writesPerMinute,
  attemptsPerMinute,
}: Config['rateLimits']): RatePolicies {
  const perCaller = (name: string, max: number): RatePolicy => ({
    name,
    max,
    windowMs: minuteMs,
    keyOf: (_request, caller) => caller,
  });
  const orderId = ({ body }: FastifyRequest) => {
    const { order_id } = (body ?? {}) as { order_id?: unknown };
    return typeof order_id === 'string' ? order_id : undefined;
  };
  const checkoutId = ({ params }: FastifyRequest) => (params as { id?: string }).id;
  return {
    read: perCaller('read', readsPerMinute),
    write: perCaller('write', writesPerMinute),
    attempts: {
      lookupOrder: [perCaller('lookup', attemptsPerMinute), { name: 'order', ...guesses, keyOf: orderId }],
      doctor: [perCaller('doctor', attemptsPerMinute)],
      confirmCheckout: [
        perCaller('confirm', attemptsPerMinute),
        { name: 'checkout', max: 2 * guesses.max, windowMs: guesses.windowMs, keyOf: checkoutId },
      ],
    },
  };
}
