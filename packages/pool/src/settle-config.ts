import type { Config } from './config.ts';
import { findFreePort } from './find-free-port.ts';
import { type Environment, readConfig } from './read-config.ts';

export interface SettleOptions {
  /** Settings by the names of `configVariables`; those of the process when absent. */
  env?: Environment;
  /** Overrides DATABASE_URL. */
  databaseUrl?: string;
  /** Overrides PORT. */
  port?: number;
}

/** The settings with a real port in them, since links are built before anything listens. Throws ConfigError or PortTaken. */
export async function settleConfig(options: SettleOptions): Promise<Config> {
  const env = options.env ?? process.env;
  const config = readConfig({
    ...env,
    ...(options.port !== undefined && { PORT: String(options.port) }),
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
  });
  const port = await findFreePort(config.port, config.host);
  return { ...config, port, url: env.KAMENG_URL?.trim() ? config.url : `http://localhost:${port}` };
}
