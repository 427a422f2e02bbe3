import type { Config } from './config.ts';

/** A key with fewer different bytes was typed or copied from an example, not drawn. 32 random bytes have 30 on average. */
const differentBytesMin = 16;

/** What production will not start with, one sentence each. */
export function checkProduction(config: Config, env: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  if (config.masterKey === undefined) {
    problems.push('KAMENG_MASTER_KEY is not set. Production needs 32 random bytes in base64: openssl rand -base64 32');
  } else if (new Set(Buffer.from(config.masterKey, 'base64')).size < differentBytesMin) {
    problems.push('KAMENG_MASTER_KEY is not random. Make one with: openssl rand -base64 32');
  }
  if (!env.KAMENG_URL) problems.push('KAMENG_URL is not set. Set the public address, like https://pool.example.');
  else if (!config.url.startsWith('https://'))
    problems.push('KAMENG_URL is not https. Codes and money never travel in the clear.');
  if (config.smtpUrl === undefined)
    problems.push('KAMENG_SMTP_URL is not set. Buyers who close the tab get their recovery link by mail.');
  if (!env.KAMENG_MAIL_FROM) problems.push('KAMENG_MAIL_FROM is not set. Set a sender your mail server accepts.');
  if (config.webhooksToPrivateAddresses)
    problems.push('KAMENG_WEBHOOKS_TO_PRIVATE is yes. In production webhooks go to public addresses only; unset it.');
  return problems;
}
