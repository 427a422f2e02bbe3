import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: object,
) => Promise<Buffer>;
/** OWASP's scrypt setting for interactive use: 16 MiB, about 50 ms. */
const cost = { N: 2 ** 14, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Hashes the password that a buyer chose for finding an order again. */
export async function hashQueryPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('base64url')}.${(await derive(password.normalize('NFKC'), salt, 32, cost)).toString('base64url')}`;
}

export async function queryPasswordMatches(password: string, hashed: string): Promise<boolean> {
  const [salt = '', expected = ''] = hashed.split('.');
  const given = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), 32, cost);
  return timingSafeEqual(given, Buffer.from(expected, 'base64url'));
}
