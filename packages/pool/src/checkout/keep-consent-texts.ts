import type { Pool } from 'pg';
import { consentTexts, consentVersion } from './consent.ts';

/** Keeps the words of this version, so that it can be shown for ever what a buyer agreed to. */
export async function keepConsentTexts(pool: Pool): Promise<void> {
  await pool.query(
    `INSERT INTO consent_text (text_version, language, text) SELECT $1, language, text FROM unnest($2::text[], $3::text[]) AS t (language, text)
     ON CONFLICT DO NOTHING`,
    [consentVersion, Object.keys(consentTexts), Object.values(consentTexts)],
  );
}
