import { randomInt } from 'node:crypto';
import type { CodeFields } from '@kameng/contract/order';
import type { CodesAs } from './goods.ts';

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const anyCase = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const digits = '0123456789';

function draw(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function groups(count: number, length: number): string {
  return Array.from({ length: count }, () => draw(letters, length)).join('-');
}

/** One code in each form, in the shape its issuer would print it. */
const forms: Record<CodesAs, (site: string, expires: string) => CodeFields> = {
  code: () => ({ code: groups(4, 4) }),
  product_key: () => ({ code: groups(5, 5) }),
  serial_pin: (site) => ({ serial: `${site.slice(0, 2).toUpperCase()}${draw(digits, 14)}`, pin: draw(digits, 16) }),
  account: (site) => ({
    account: `kmg-${draw('abcdefghjkmnpqrstuvwxyz23456789', 10)}@${site}.example`,
    password: draw(anyCase, 14),
  }),
  link: (site, expires) => ({ link: `https://${site}.example/claim/${draw(anyCase, 24)}`, expires_at: expires }),
  voucher: (_site, expires) => ({
    code: `${draw(digits, 4)} ${draw(digits, 4)} ${draw(digits, 4)}`,
    expires_at: expires,
  }),
  ticket: (_site, expires) => ({
    code: `T${groups(3, 4)}`,
    serial: `${draw('ABCDEF', 1)} · ${1 + randomInt(28)} · ${1 + randomInt(36)}`,
    expires_at: expires,
  }),
};

const validDays = 180;

/** Codes for a demo product, all different, believable and worth nothing. */
export function makeCodes(form: CodesAs, site: string, count: number, now: Date): CodeFields[] {
  const expires = new Date(now.getTime() + validDays * 86_400_000).toISOString().slice(0, 10);
  return Array.from({ length: count }, () => forms[form](site, expires));
}
