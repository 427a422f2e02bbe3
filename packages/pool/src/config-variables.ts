/** One environment variable of the pool, as the documentation lists it. */
export interface ConfigVariable {
  name: string;
  meaning: string;
  /** What holds when it is not set, in words. */
  unset: string;
  /** True when production does not start without it. */
  production?: boolean;
}

/** Every variable the pool reads; {@link readConfig} reads these and no others. */
export const configVariables = [
  {
    name: 'KAMENG_ENV',
    meaning:
      '`development` or `production`. Production has no sandbox, no demo goods and no /dev, and insists on a master key and https.',
    unset: '`development`',
  },
  { name: 'PORT', meaning: 'TCP port to listen on; 0 takes a free one.', unset: '`4000`' },
  { name: 'HOST', meaning: 'Address to listen on.', unset: '`localhost` in development, `0.0.0.0` in production' },
  {
    name: 'KAMENG_URL',
    meaning: 'Public base URL, without a path. Links, payment callbacks and embeds are built from it.',
    unset: '`http://localhost:` and the port',
    production: true,
  },
  {
    name: 'KAMENG_DATA_DIR',
    meaning: 'Folder of the embedded database and the development master key.',
    unset: '`.kameng` in the project',
  },
  {
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL 15 or newer, as `postgres://user:password@host/database`.',
    unset: 'an embedded PostgreSQL in KAMENG_DATA_DIR',
  },
  {
    name: 'KAMENG_DATABASE_CONNECTIONS',
    meaning:
      'Most database connections of one process; fewer when its workers together would need more than the server has.',
    unset: '`16`',
  },
  {
    name: 'KAMENG_WORKERS',
    meaning:
      'Processes that answer on the port. `1` is a single process; with more, one that ends is replaced, and SIGUSR2 renews all without a pause.',
    unset: 'one for each processor core, at most `16`',
  },
  {
    name: 'KAMENG_DRAIN_S',
    meaning: 'Seconds for which a pool that was told to end still serves while /readyz says 503, for load balancers.',
    unset: '`0` in development, `5` in production',
  },
  {
    name: 'KAMENG_MASTER_KEY',
    meaning:
      '32 random bytes in base64 (`openssl rand -base64 32`). Encrypts every code; without it no code can be read again.',
    unset: '`master.key` in KAMENG_DATA_DIR, made once',
    production: true,
  },
  {
    name: 'KAMENG_NEW_MASTER_KEY',
    meaning:
      'The key that is to replace KAMENG_MASTER_KEY, in the same form. Give it to every process before `rotate-key.ts` runs; with both keys a process reads what either of them wraps.',
    unset: 'the master key is not being replaced',
  },
  { name: 'KAMENG_HOLD_S', meaning: 'Seconds for which codes are held for an unpaid order.', unset: '`900`' },
  { name: 'KAMENG_CHECKOUT_S', meaning: 'Seconds for which an opened checkout may be confirmed.', unset: '`1800`' },
  {
    name: 'KAMENG_HOLDS_PER_CONTACT',
    meaning:
      'Most unpaid orders open at once for one e-mail address or phone number, with five times as many codes in all.',
    unset: '`5`',
  },
  {
    name: 'KAMENG_HOLDS_PER_ADDRESS',
    meaning:
      'Most unpaid orders open at once for one network address (of IPv6, one /64 network), with five times as many codes in all.',
    unset: '`20`; `200` in development',
  },
  { name: 'KAMENG_HOLDS_PER_SITE', meaning: 'Most unpaid orders open at once for one site.', unset: '`2000`' },
  {
    name: 'KAMENG_HOLDS_PER_AGENT',
    meaning: "Most unpaid orders open at once that came by one agent's links, on whatever site.",
    unset: '`2000`',
  },
  {
    name: 'KAMENG_READS_PER_MINUTE',
    meaning: 'Most GET requests a minute of one shop or address.',
    unset: '`1200`; `12000` in development',
  },
  {
    name: 'KAMENG_WRITES_PER_MINUTE',
    meaning: 'Most other requests a minute of one shop or address.',
    unset: '`300`; `3000` in development',
  },
  {
    name: 'KAMENG_ATTEMPTS_PER_MINUTE',
    meaning: 'Most order lookups, confirmations of checkouts, and attempts to sign in a minute of one address.',
    unset: '`30`; `3000` in development',
  },
  {
    name: 'KAMENG_SMTP_URL',
    meaning: 'Mail server, as `smtps://user:password@host`.',
    unset: 'mails are kept and shown at /dev/mail',
    production: true,
  },
  { name: 'KAMENG_MAIL_FROM', meaning: 'Sender of mails.', unset: '`Kameng <kameng@localhost>`', production: true },
  {
    name: 'KAMENG_WEBHOOKS_TO_PRIVATE',
    meaning: '`yes` lets webhooks go to loopback and private addresses. Refused in production.',
    unset: '`yes` in development, `no` in production',
  },
  {
    name: 'KAMENG_TRUSTED_PROXIES',
    meaning: 'Number of reverse proxies in front whose X-Forwarded-For is believed.',
    unset: '`0`',
  },
  {
    name: 'KAMENG_LOG_LEVEL',
    meaning: '`silent`, `error`, `warn`, `info` or `debug`.',
    unset: '`warn` in development, `info` in production',
  },
] as const satisfies readonly ConfigVariable[];

export type ConfigVariableName = (typeof configVariables)[number]['name'];
