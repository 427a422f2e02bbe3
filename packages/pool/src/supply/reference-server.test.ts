import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SupplyTest } from '@kameng/contract/desk/supply';
import { askDesk, openOrganisation, openSeat } from '../../test/open-seat.ts';
import { openTestPool } from '../../test/open-test-pool.ts';
import { supplySamples } from '../../test/supply-samples.ts';
import { findFreePort } from '../find-free-port.ts';

const docs = join(import.meta.dirname, '../../../../docs');

test('the server that the documentation shows passes the test of a real pool', async () => {
  const page = readFileSync(join(docs, 'recipes/supply.md'), 'utf8');
  const [, code] = /```ts types\n(.*?)\n```/s.exec(page)!;
  const folder = mkdtempSync(join(tmpdir(), 'supplier-'));
  // Below docs, so that its imports resolve as they do for a reader who installed the client.
  const file = join(docs, `.artefacts/supplier-${process.pid}.ts`);
  mkdirSync(join(docs, '.artefacts'), { recursive: true });
  writeFileSync(file, code!);
  const pool = await openTestPool({ KAMENG_WEBHOOKS_TO_PRIVATE: 'yes' });
  const stopped: (() => unknown)[] = [
    () => pool.close(),
    () => rmSync(file),
    () => rmSync(folder, { recursive: true }),
  ];
  try {
    const seat = await openSeat(pool, await openOrganisation(pool, 'supplier'), 'owner');
    const offerId = await supplySamples.changeOffer.id(pool, seat);
    const { rows } = await pool.engine.db.pool.query<{ product_id: string }>(
      'SELECT product_id FROM offer WHERE id = $1',
      [offerId],
    );
    const port = await findFreePort(0, '127.0.0.1');
    const url = `http://127.0.0.1:${port}/supply`;
    const set = await askDesk(pool, seat, 'setSupplyServer', { body: { url } });
    const { secret } = (await set.json()) as { secret: string };
    const server = spawn(process.execPath, [file], {
      env: {
        ...process.env,
        PORT: String(port),
        SUPPLY_SECRET: secret,
        SUPPLY_PRODUCTS: rows[0]!.product_id,
        SUPPLY_FOLDER: join(folder, 'answers'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    stopped.unshift(async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    });
    await once(server.stdout, 'data');
    const response = await askDesk(pool, seat, 'testSupplyServer', { body: { offer_id: offerId } });
    const report = (await response.json()) as SupplyTest;
    assert.deepEqual(
      report.scenarios.filter(({ passed }) => !passed),
      [],
    );
    assert.equal(report.scenarios.length, 8);
    const live = await askDesk(pool, seat, 'switchSupply', { id: offerId, body: { status: 'live' } });
    assert.equal(live.status, 200, await live.text());
  } finally {
    for (const stop of stopped) await stop();
  }
});
