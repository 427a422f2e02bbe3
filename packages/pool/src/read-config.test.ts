import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { configVariables } from './config-variables.ts';
import { ConfigError, readConfig } from './read-config.ts';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
};

const production = {
  KAMENG_ENV: 'production',
  KAMENG_URL: 'https://pool.example',
  KAMENG_MASTER_KEY: randomBytes(32).toString('base64'),
  KAMENG_SMTP_URL: 'smtps://u:p@mail.example',
  KAMENG_MAIL_FROM: 'Pool <pool@pool.example>',
};

test('nothing needs to be set in development', () => {
  const config = readConfig({ PATH: '/bin', EMPTY: '' });
  assert.deepEqual(
    [config.environment, config.port, config.url, config.holdS, config.checkoutS],
    ['development', 4000, 'http://localhost:4000', 900, 1800],
  );
  assert.equal(readConfig({ PORT: '4111' }).url, 'http://localhost:4111');
  assert.equal(readConfig({ KAMENG_URL: 'https://a.example:8443/' }).url, 'https://a.example:8443');
});

test('every wrong setting is named at once, with what to set instead and without repeating a password', () => {
  const problems = problemsOf({
    PORT: '99999',
    KAMENG_ENV: 'prod',
    KAMENG_URL: 'pool.example',
    DATABASE_URL: 'mysql://u:secret@h/d',
    KAMENG_HOLD_S: '1e3',
    KAMENG_HOLDS: '5',
    KAMENG_LOG_LEVEL: 'loud',
  });
  assert.equal(problems.length, 7, problems.join('\n'));
  for (const name of [
    'PORT',
    'KAMENG_ENV',
    'KAMENG_URL',
    'DATABASE_URL',
    'KAMENG_HOLD_S',
    'KAMENG_HOLDS',
    'KAMENG_LOG_LEVEL',
  ])
    assert.ok(
      problems.some((problem) => problem.startsWith(`${name} `) && /\b(set|unset)\b/i.test(problem)),
      name,
    );
  assert.ok(!problems.join('').includes('secret'));
});

test('production refuses, in words, what is only for development', () => {
  assert.deepEqual(problemsOf(production), []);
  assert.match(
    problemsOf({ KAMENG_ENV: 'production' }).join('\n'),
    /KAMENG_MASTER_KEY is not set[^]*KAMENG_URL is not set/,
  );
  assert.match(problemsOf({ ...production, KAMENG_URL: 'http://pool.example' }).join('\n'), /KAMENG_URL is not https/);
  assert.match(
    problemsOf({ ...production, KAMENG_MASTER_KEY: Buffer.alloc(32, 'default').toString('base64') }).join('\n'),
    /KAMENG_MASTER_KEY is not random/,
  );
  assert.match(
    problemsOf({ ...production, KAMENG_WEBHOOKS_TO_PRIVATE: 'yes' }).join('\n'),
    /KAMENG_WEBHOOKS_TO_PRIVATE is yes/,
  );
});

test('the list of variables is what is read', () => {
  const source = readFileSync(join(import.meta.dirname, 'read-config.ts'), 'utf8');
  for (const { name } of configVariables) assert.ok(source.includes(`'${name}'`), name);
});
