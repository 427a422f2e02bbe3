import { createOTP } from '@better-auth/utils/otp';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Engine } from '../engine.ts';
import { authOf } from './open-auth.ts';

/**
 * Holds a code against somebody's authenticator app (TOTP, RFC 6238).
 * @returns `none` when they have no second factor
 */
export async function checkCode(
  engine: Engine,
  personId: string,
  code: string | undefined,
): Promise<'none' | 'right' | 'wrong'> {
  const { rows } = await engine.db.pool.query<{ secret: string }>(
    `SELECT f.secret FROM person_second_factor f JOIN person p ON p.id = f.person_id
     WHERE p.id = $1 AND p.has_second_factor AND f.verified`,
    [personId],
  );
  const [row] = rows;
  if (!row) return 'none';
  if (code === undefined) return 'wrong';
  const { secretConfig } = await authOf(engine).$context;
  const secret = await symmetricDecrypt({ key: secretConfig, data: row.secret });
  return (await createOTP(secret, { digits: 6, period: 30 }).verify(code)) ? 'right' : 'wrong';
}
