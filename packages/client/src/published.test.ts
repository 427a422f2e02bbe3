import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const home = fileURLToPath(new URL('..', import.meta.url));
let consumer: string;

before(() => {
  consumer = mkdtempSync(join(tmpdir(), 'kameng-consumer-'));
  const installed = join(consumer, 'node_modules/@kameng/client');
  mkdirSync(installed, { recursive: true });
  const rollup = fileURLToPath(import.meta.resolve('rollup/dist/bin/rollup'));
  execFileSync(process.execPath, [rollup, '-c', 'rollup.config.ts', '--silent', '--dir', join(installed, 'dist')], {
    cwd: home,
  });
  const { name, version, publishConfig } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  writeFileSync(
    join(installed, 'package.json'),
    JSON.stringify({ name, version, type: 'module', sideEffects: false, exports: publishConfig.exports }),
  );
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
});

after(() => rmSync(consumer, { recursive: true }));

async function gzipped(source: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: consumer },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

test('creating an order ships at most 1.2 kB, the whole server client at most 3.5 kB, gzip', async (t) => {
  const order = await gzipped(
    `import { createOrder } from '@kameng/client/server'; globalThis.createOrder = createOrder;`,
  );
  const server = await gzipped(`export * from '@kameng/client/server';`);
  const browser = await gzipped(`export * from '@kameng/client/browser';`);
  t.diagnostic(`gzip: createOrder ${order} B, server ${server} B, browser ${browser} B`);
  assert.ok(order <= 1200, `createOrder: ${order} B`);
  assert.ok(server <= 3500, `server: ${server} B`);
});

test('a consumer without zod or the contract type checks against it, and its mistakes do not', () => {
  const source = `
    import { KamengError, createOrder, getProduct, pages, listProducts, verifyWebhook } from '@kameng/client/server';
    import type { Client, Order } from '@kameng/client/server';
    import { confirmCheckout, followOrder } from '@kameng/client/browser';
    import type { PaymentAction } from '@kameng/client/browser';

    const client: Client = { pool: 'https://pool.example', key: 'sk_1' };
    const order: Order = await createOrder(client, { product_id: 'prd_1', client_reference: 'r', max_amount: { amount_minor: 1, currency: 'CNY' } });
    const price: number = (await getProduct(client, 'prd_1')).price.amount_minor;
    for await (const products of pages((cursor) => listProducts(client, { cursor }))) products[0]?.stock satisfies 'in_stock' | 'low' | 'sold_out' | undefined;
    const { action } = await confirmCheckout(client, 'chk_1', { secret: 's', contact: {}, channel: 'sandbox', consent: { text_version: '1' } });
    if (action.kind === 'qr') action.text satisfies string;
    const url: (action: PaymentAction) => string | undefined = (action) => (action.kind === 'redirect' ? action.url : undefined);
    followOrder(client, order.id, { onOrder: (order) => order.status satisfies string });
    const event = await verifyWebhook('whsec_', new Headers(), '');
    event.type satisfies string;
    const isSoldOut = (error: unknown) => error instanceof KamengError && error.code === 'sold_out';
    // @ts-expect-error a price guard is not optional
    await createOrder(client, { product_id: 'prd_1', client_reference: 'r' });
    // @ts-expect-error there is no such status
    const wrong = order.status === 'lost';
    export { isSoldOut, price, url, wrong };
  `;
  writeFileSync(join(consumer, 'use.ts'), source);
  const options = {
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    noEmit: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['use.ts'] }));
  const tsc = fileURLToPath(new URL('lib/tsc.js', import.meta.resolve('typescript/package.json')));
  try {
    execFileSync(process.execPath, [tsc, '-p', consumer], { encoding: 'utf8' });
  } catch (error) {
    assert.fail(String((error as { stdout: string }).stdout));
  }
});
