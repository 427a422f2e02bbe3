import type { DeskRouteName } from '@kameng/contract/desk-routes';
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
  /** From which count on a request that no shop's key stands behind brings a proof of work, and for what the proof is good. */
  proof?: { from: number; of(request: FastifyRequest): string | undefined };
}

export interface RatePolicies {
  read: RatePolicy;
  write: RatePolicy;
  /** On top of these, for routes at which secrets could be guessed, or that make us write to strangers or ask other people's servers. */
  attempts: Partial<Record<RouteName | DeskRouteName | `auth ${string}` | 'doctor', readonly RatePolicy[]>>;
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
  const contact = ({ body }: FastifyRequest) => {
    const { contact: address } = (body ?? {}) as { contact?: unknown };
    return typeof address === 'string' ? address.replaceAll(/\s/g, '').toLowerCase().slice(0, 254) : undefined;
  };
  // A mailbox, however often a tag is put behind its name.
  const mailbox = ({ body }: FastifyRequest) => {
    const { email: address } = (body ?? {}) as { email?: unknown };
    return typeof address === 'string'
      ? address
          .trim()
          .toLowerCase()
          .replace(/\+[^@]*@/, '@')
          .slice(0, 254)
      : undefined;
  };
  const signIn = perCaller('sign-in', attemptsPerMinute);
  // Whoever types an address in may be a stranger to it, and so may everybody else who does.
  const letter: RatePolicy = { name: 'letter', ...guesses, keyOf: mailbox };
  const checkoutId = ({ params }: FastifyRequest) => (params as { id?: string }).id;
  // A crowd behind one address goes on buying from half of its allowance on, at a second's work each; a machine gives up.
  const proven = (policy: RatePolicy, of: NonNullable<RatePolicy['proof']>['of']): RatePolicy => ({
    ...policy,
    proof: { from: Math.ceil(policy.max / 2), of },
  });
  return {
    read: perCaller('read', readsPerMinute),
    write: perCaller('write', writesPerMinute),
    attempts: {
      lookupOrder: [
        proven(perCaller('lookup', attemptsPerMinute), orderId),
        { name: 'order', ...guesses, keyOf: orderId },
      ],
      sendOrdersLink: [
        proven(perCaller('links', attemptsPerMinute), contact),
        { name: 'contact', ...guesses, keyOf: contact },
      ],
      openOrdersLink: [perCaller('link', attemptsPerMinute)],
      'auth /sign-in/email': [signIn],
      'auth /sign-in/magic-link': [signIn, letter],
      'auth /magic-link/verify': [signIn],
      'auth /two-factor/verify-totp': [signIn],
      'auth /two-factor/verify-backup-code': [signIn],
      stepUp: [signIn],
      inviteMember: [letter],
      doctor: [perCaller('doctor', attemptsPerMinute)],
      confirmCheckout: [
        proven(perCaller('confirm', attemptsPerMinute), checkoutId),
        { name: 'checkout', max: 2 * guesses.max, windowMs: guesses.windowMs, keyOf: checkoutId },
      ],
    },
  };
}
