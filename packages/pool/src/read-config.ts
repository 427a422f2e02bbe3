import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { type ConfigVariableName, configVariables } from './config-variables.ts';
import { checkProduction } from './check-production.ts';

/** Settings that cannot be used; `problems` has one sentence for each, naming the variable and what to set. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** More have to be asked for: each costs memory and database connections. */
const workersUnset = 16;

const projectDir = join(import.meta.dirname, '..', '..', '..');

/** Reads the settings of a process from its environment. Throws ConfigError with everything that is wrong, not only the first. */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = reader(env, problems);
  checkNames(env, problems);
  const environment = read.choice('KAMENG_ENV', ['development', 'production'], 'development');
  const development = environment === 'development';
  const port = read.integer('PORT', 0, 65_535, 4000);
  const config: Config = {
    environment,
    port,
    host: read.text('HOST') ?? (development ? 'localhost' : '0.0.0.0'),
    url: read.url('KAMENG_URL', ['http:', 'https:']) ?? `http://localhost:${port}`,
    dataDir: read.text('KAMENG_DATA_DIR') ?? join(projectDir, '.kameng'),
    databaseUrl: read.connection('DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseConnections: read.integer('KAMENG_DATABASE_CONNECTIONS', 2, 1000, 16),
    workers: read.integer('KAMENG_WORKERS', 1, 256, Math.min(workersUnset, availableParallelism())),
    drainS: read.integer('KAMENG_DRAIN_S', 0, 300, development ? 0 : 5),
    masterKey: read.text('KAMENG_MASTER_KEY'),
    newMasterKey: read.text('KAMENG_NEW_MASTER_KEY'),
    holdS: read.integer('KAMENG_HOLD_S', 1, 86_400, 900),
    checkoutS: read.integer('KAMENG_CHECKOUT_S', 1, 86_400, 1800),
    holdLimits: {
      contact: read.integer('KAMENG_HOLDS_PER_CONTACT', 1, 1_000_000, 5),
      address: read.integer('KAMENG_HOLDS_PER_ADDRESS', 1, 1_000_000, development ? 200 : 20),
      site: read.integer('KAMENG_HOLDS_PER_SITE', 1, 1_000_000, 2000),
      agent: read.integer('KAMENG_HOLDS_PER_AGENT', 1, 1_000_000, 2000),
    },
    rateLimits: {
      readsPerMinute: read.integer('KAMENG_READS_PER_MINUTE', 1, 10_000_000, development ? 12_000 : 1200),
      writesPerMinute: read.integer('KAMENG_WRITES_PER_MINUTE', 1, 10_000_000, development ? 3000 : 300),
      attemptsPerMinute: read.integer('KAMENG_ATTEMPTS_PER_MINUTE', 1, 10_000_000, development ? 3000 : 30),
    },
    smtpUrl: read.connection('KAMENG_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: read.text('KAMENG_MAIL_FROM') ?? 'Kameng <kameng@localhost>',
    webhooksToPrivateAddresses:
      read.choice('KAMENG_WEBHOOKS_TO_PRIVATE', ['yes', 'no'], development ? 'yes' : 'no') === 'yes',
    trustedProxies: read.integer('KAMENG_TRUSTED_PROXIES', 0, 16, 0),
    logLevel: read.choice(
      'KAMENG_LOG_LEVEL',
      ['silent', 'error', 'warn', 'info', 'debug'],
      development ? 'warn' : 'info',
    ),
  };
  if (!development) problems.push(...checkProduction(config, env));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** A misspelt name would silently leave the default in force. */
function checkNames(env: Environment, problems: string[]): void {
  const known = new Set<string>(configVariables.map(({ name }) => name));
  for (const name of Object.keys(env)) {
    const forTests = name.startsWith('KAMENG_TEST_');
    if (name.startsWith('KAMENG_') && !known.has(name) && !forTests)
      problems.push(`${name} is not a setting of Kameng. Correct its name or unset it.`);
  }
}

function reader(env: Environment, problems: string[]) {
  const text = (name: ConfigVariableName) => env[name]?.trim() || undefined;
  const parse = (name: ConfigVariableName, protocols: string[], example: string) => {
    const given = text(name);
    if (given === undefined) return undefined;
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return new URL(given);
    // The value may hold a password, so it is not repeated.
    problems.push(`${name} is not a ${protocols.join('// or ')}// address. Set it like ${example}.`);
    return undefined;
  };
  return {
    text,
    integer(name: ConfigVariableName, min: number, max: number, unset: number): number {
      const given = text(name);
      if (given === undefined) return unset;
      if (/^\d{1,10}$/.test(given) && Number(given) >= min && Number(given) <= max) return Number(given);
      problems.push(`${name} is "${given}". Set a whole number from ${min} to ${max}.`);
      return unset;
    },
    choice<const Choice extends string>(
      name: ConfigVariableName,
      choices: readonly Choice[],
      unset: NoInfer<Choice>,
    ): Choice {
      const given = text(name);
      if (given === undefined) return unset;
      const found = choices.find((choice) => choice === given);
      if (found === undefined) problems.push(`${name} is "${given}". Set ${choices.join(' or ')}.`);
      return found ?? unset;
    },
    url(name: ConfigVariableName, protocols: string[]): string | undefined {
      const url = parse(name, protocols, 'https://pool.example');
      if (url && (url.pathname !== '/' || url.search || url.hash || url.username))
        problems.push(`${name} has more than scheme, host and port. Set it like ${url.origin}.`);
      return url?.origin;
    },
    connection(name: ConfigVariableName, protocols: string[]): string | undefined {
      const host =
        protocols[0] === 'smtp:' ? 'smtps://user:password@mail.example' : 'postgres://user:password@host/database';
      return parse(name, protocols, host) && text(name);
    },
  };
}
