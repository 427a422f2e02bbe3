import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { insertGoods } from '../../test/insert-goods.ts';
import { openTestEngine, type TestEngine } from '../../test/open-test-engine.ts';
import { createCheckout } from './create-checkout.ts';
import { forgetOld } from './forget-old.ts';

let engine: TestEngine;
before(async () => void (engine = await openTestEngine()));
after(() => engine.close());

test('the same key answers the same checkout, and says so when that is forgotten', async () => {
  const { productId } = await insertGoods(engine);
  const idempotency = { scope: 'createCheckout public', key: 'once', requestFingerprint: Buffer.from('same') };
  const ask = () =>
    createCheckout(engine.as({ kind: 'anonymous' }, { idempotency }), {
      params: undefined,
      query: {},
      body: { product_id: productId, quantity: 1 },
    });
  const { id } = await ask();
  assert.equal((await ask()).id, id);
  engine.wait(8 * 86_400);
  assert.equal(await forgetOld(engine), 1);
  await assert.rejects(ask(), { code: 'idempotency_key_reused' });
});
