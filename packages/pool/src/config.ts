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
  /** Processes that answer on the port; 1: the started process alone. */
  workers: number;
  /** For how long everything is still served after /readyz has said that this process ends, in seconds. */
  drainS: number;
  masterKey: string | undefined;
  /** The key that is to replace the master key, or has just done so. */
  newMasterKey: string | undefined;
  /** How long codes are held for an unpaid order, in seconds. */
  holdS: number;
  /** How long a checkout may be confirmed, in seconds. */
  checkoutS: number;
  /** Most unpaid orders open at once for one contact, one address, one site and one agent. */
  holdLimits: { contact: number; address: number; site: number; agent: number };
  /** Requests a minute for one shop or address; reads, writes and attempts (lookups, confirmations) apart. */
  rateLimits: { readsPerMinute: number; writesPerMinute: number; attemptsPerMinute: number };
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Webhooks may go to loopback and private addresses; refused in production. */
  webhooksToPrivateAddresses: boolean;
  /** Number of reverse proxies in front whose X-Forwarded-For is believed. */
  trustedProxies: number;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}
