import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fallingSteps, markUpOffer, priceQuantity } from './price-quantity.ts';

const cases = fc.integer({ min: 1, max: 10_000_000 }).chain((list_price_minor) =>
  fc.record({
    list_price_minor: fc.constant(list_price_minor),
    markup_bps: fc.integer({ min: 0, max: 10_000 }),
    quantity: fc.integer({ min: 1, max: 500 }),
    offer: fc.record({
      price_minor: fc.integer({ min: 1, max: list_price_minor }),
      supply_price_minor: fc.integer({ min: 0, max: list_price_minor }),
      quantity_prices: fc.array(
        fc.record({
          from: fc.integer({ min: 2, max: 400 }),
          price_minor: fc.integer({ min: 1, max: list_price_minor }),
          supply_price_minor: fc.integer({ min: 0, max: list_price_minor }),
        }),
        { maxLength: 4 },
      ),
    }),
  }),
);

test('a markup never takes a price below the pool’s, above the list price, or up with the quantity', () => {
  fc.assert(
    fc.property(cases, ({ offer, quantity, markup_bps, list_price_minor }) => {
      const plain = priceQuantity(offer, quantity);
      const marked = markUpOffer(offer, { markup_bps, list_price_minor });
      const price = priceQuantity(marked, quantity);
      const added = price.unit_price_minor - plain.unit_price_minor;
      assert.ok(price.unit_price_minor <= list_price_minor);
      assert.ok(price.base_price_minor <= list_price_minor);
      assert.ok(price.unit_price_minor <= price.base_price_minor);
      assert.ok(added >= 0 && added * 10_000 <= plain.unit_price_minor * markup_bps);
      let lowest = marked.price_minor;
      for (const step of fallingSteps(marked)) {
        assert.ok(step.price_minor < lowest);
        lowest = step.price_minor;
      }
    }),
  );
});

test('10 % on ¥45.05 is ¥4.50, and at a list price of ¥48 it is ¥2.95', () => {
  const offer = { price_minor: 4505, supply_price_minor: 4000, quantity_prices: [] };
  assert.equal(markUpOffer(offer, { markup_bps: 1000, list_price_minor: 9900 }).price_minor, 4955);
  assert.equal(markUpOffer(offer, { markup_bps: 1000, list_price_minor: 4800 }).price_minor, 4800);
});
