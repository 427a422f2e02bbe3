/** Everything that can be set from outside, read once at start; see docs/reference/configuration.md for the variables. */
export interface Config {
  environment: 'development' | 'production';
  /** Where this process listens. Port 0 takes a free one. */
  port: number;
  host: string;
  /** Public base URL without a slash at the end; links, callbacks and embeds are built from it. */
  url: string;
  dataDir: string;
  databaseUrl: string | undefined;
  databaseConnections: number;
  masterKey: string | undefined;
  /** How long codes are held for an unpaid order, in seconds. */
  holdS: number;
  /** How long a checkout may be confirmed, in seconds. */
  checkoutS: number;
  /** Most unpaid orders open at once for one contact, one address and one site. */
  holdLimits: { contact: number; address: number; site: number };
  /** Requests a minute for one key or address; reads and writes apart. */
  rateLimits: { readsPerMinute: number; writesPerMinute: number };
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Webhooks may go to loopback and private addresses; refused in production. */
  webhooksToPrivateAddresses: boolean;
  /** Number of reverse proxies in front whose X-Forwarded-For is believed. */
  trustedProxies: number;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}
