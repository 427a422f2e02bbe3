import { idsBefore } from '../database/ids-before.ts';
import type { Engine } from '../engine.ts';

const batchRows = 1000;
/** That a mail about an order was sent is worth knowing as long as its buyer may still ask. */
export const mailKeptMs = 90 * 86_400_000;
/** Mails shown at /dev/mail hold addresses and links, so they go sooner. */
export const devMailKeptMs = 30 * 86_400_000;

/** A mail that is still to be sent is kept however old it is. */
export const forgetMailsText = `
  DELETE FROM mail WHERE id IN (
    SELECT id FROM mail WHERE id < $1 AND next_attempt_at IS NULL ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)`;
export const forgetDevMailsText =
  'DELETE FROM dev_mail WHERE id IN (SELECT id FROM dev_mail WHERE id < $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)';

/** Job: forgets mails that went out, or could not, long ago, a bounded number a turn. */
export async function forgetOldMails(engine: Engine): Promise<number> {
  const before = (keptMs: number) => idsBefore('mail', new Date(engine.now().getTime() - keptMs));
  const { pool } = engine.db;
  const mails = await pool.query({
    name: 'forget mails',
    text: forgetMailsText,
    values: [before(mailKeptMs), batchRows],
  });
  const shown = await pool.query({
    name: 'forget dev mails',
    text: forgetDevMailsText,
    values: [before(devMailKeptMs), batchRows],
  });
  return (mails.rowCount ?? 0) + (shown.rowCount ?? 0);
}
