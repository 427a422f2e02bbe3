import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeCodes } from '../../test/insert-goods.ts';
import { openDisputeSite, type DisputeSite } from '../../test/open-dispute-site.ts';
import { whileLocked } from '../../test/while-locked.ts';
import { ApiError } from '../api-error.ts';
import { availableOf, channelFunds, owedOf, pendingOf } from '../ledger/accounts.ts';
import { matureShares } from '../ledger/mature-shares.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { readBalances } from '../ledger/read-balances.ts';
import { transact } from '../database/transact.ts';
import { refundDelivered } from '../order/refund-delivered.ts';
import { revealOrder } from '../order/reveal-order.ts';
import { uploadCodes } from '../stock/upload-codes.ts';
import { addEvidence } from './add-evidence.ts';
import { endTurns } from './end-turns.ts';

const hourS = 3600;
let site: DisputeSite;
before(async () => {
  site = await openDisputeSite();
});
after(() => site.close());

const refused = (code: string) => (error: unknown) => error instanceof ApiError && error.code === code;

async function contested(): Promise<{ orderId: string; id: string }> {
  const orderId = await site.sell();
  const { id } = await site.open(orderId);
  await site.supplier(id, { action: 'contest', text: 'It was new when we uploaded it.' });
  return { orderId, id };
}

async function toArbiter(): Promise<{ orderId: string; id: string }> {
  const dispute = await contested();
  site.engine.wait(72 * hourS + 1);
  await endTurns(site.engine);
  assert.equal((await site.read(dispute.orderId)).status, 'arbiter');
  return dispute;
}

/** How it ended, once everything that follows from it has happened. */
async function ended(orderId: string) {
  await site.prove();
  const { status, outcome, rule } = await site.read(orderId);
  return [status, outcome?.kind, outcome?.amount?.amount_minor, rule, await site.statusOf(orderId)];
}

test('the supplier accepts: all of the money goes back', async () => {
  const orderId = await site.sell();
  const { id } = await site.open(orderId);
  assert.equal(await site.statusOf(orderId), 'disputed');
  await site.supplier(id, { action: 'accept' });
  assert.deepEqual(await ended(orderId), ['closed', 'refund', 7600, 'accepted_by_supplier', 'refunded']);
});

test('silence loses the turn: the supplier’s means a refund, the buyer’s that the offer is carried out, the arbiter’s that the buyer wins', async () => {
  const [silent, offered] = [await site.sell(), await site.sell()];
  await site.open(silent);
  const { id } = await site.open(offered);
  await site.supplier(id, { action: 'offer_part', amount_minor: 2000 });
  site.engine.wait(48 * hourS - 60);
  await endTurns(site.engine);
  assert.equal((await site.read(silent)).status, 'supplier_turn', 'a minute is left');
  site.engine.wait(61);
  await endTurns(site.engine);
  assert.deepEqual(await ended(silent), ['closed', 'refund', 7600, 'supplier_silent', 'refunded']);
  assert.deepEqual(await ended(offered), ['closed', 'part', 2000, 'buyer_silent', 'delivered']);
  const { orderId } = await toArbiter();
  site.engine.wait(72 * hourS + 1);
  await endTurns(site.engine);
  assert.equal((await site.read(orderId)).status, 'decided');
  assert.equal(await site.statusOf(orderId), 'disputed', 'money waits for the appeal');
  site.engine.wait(7 * 24 * hourS + 1);
  await endTurns(site.engine);
  assert.deepEqual(await ended(orderId), ['closed', 'refund', 7600, 'arbiter_silent', 'refunded']);
});

test('an offer of other codes is taken: the first code stays with the order for ever and is shown no more', async () => {
  const orderId = await site.sell();
  const { id, codes } = await site.open(orderId);
  await site.supplier(id, { action: 'offer_replacement', text: 'Take another one.' });
  await site.buyer(orderId, 'take');
  assert.deepEqual(await ended(orderId), ['closed', 'replacement', undefined, 'offer_taken', 'delivered']);
  const { rows } = await site.engine.db.pool.query<{ code_id: string; status: string; replaced_by: string | null }>(
    'SELECT code_id, status, replaced_by FROM order_code WHERE order_id = $1 ORDER BY replaced_by NULLS LAST',
    [orderId],
  );
  assert.deepEqual(rows, [
    { code_id: codes[0]!.id, status: 'sold', replaced_by: rows[1]!.code_id },
    { code_id: rows[1]!.code_id, status: 'sold', replaced_by: null },
  ]);
  const shown = await revealOrder(site.as(orderId), { params: { id: orderId }, query: {}, body: {} });
  assert.deepEqual(
    shown.codes.map((code) => code.id),
    [rows[1]!.code_id],
  );
});

test('an offer that is refused is argued about; the arbiter decides, one appeal is heard by somebody else, and that is final', async () => {
  const orderId = await site.sell();
  const { id } = await site.open(orderId);
  await site.supplier(id, { action: 'offer_part', amount_minor: 100 });
  await assert.rejects(site.supplier(id, { action: 'accept' }), refused('dispute_turn'));
  await site.buyer(orderId, 'refuse');
  await site.supplierSays(id, { text: 'A hundred is fair.' });
  await assert.rejects(site.decide(id, {}), refused('dispute_turn'));
  site.engine.wait(72 * hourS + 1);
  await endTurns(site.engine);
  await site.decide(id, { kind: 'none', rule: 'no_evidence' });
  await assert.rejects(site.supplierAppeals(id), refused('dispute_turn'), 'who got everything has nothing to appeal');
  await site.buyer(orderId, 'appeal');
  await assert.rejects(site.decide(id, {}), refused('forbidden'));
  await site.decide(id, { kind: 'part', amount_minor: 3000, rule: 'shared_fault' }, 'second arbiter');
  assert.deepEqual(await ended(orderId), ['closed', 'part', 3000, 'shared_fault', 'delivered']);
  await assert.rejects(site.buyer(orderId, 'appeal'), refused('dispute_turn'));
});

test('an appeal that nobody hears leaves the decision standing', async () => {
  const { orderId, id } = await toArbiter();
  await site.decide(id, { kind: 'replacement' });
  await site.supplierAppeals(id);
  site.engine.wait(72 * hourS + 1);
  await endTurns(site.engine);
  assert.deepEqual(await ended(orderId), ['closed', 'replacement', undefined, 'appeal_silent', 'delivered']);
});

test('a withdrawn dispute leaves the order as it was, and the codes cannot be disputed again', async () => {
  const { orderId } = await contested();
  await site.buyer(orderId, 'withdraw');
  assert.deepEqual(await ended(orderId), ['closed', 'none', undefined, 'withdrawn', 'delivered']);
  await assert.rejects(site.open(orderId), refused('dispute_exists'));
});

test('seven days after delivery it is too late, and only what is delivered can be disputed', async () => {
  const orderId = await site.sell();
  site.engine.wait(7 * 24 * hourS + 1);
  await assert.rejects(site.open(orderId), refused('dispute_too_late'));
  const other = await site.sell();
  const { id } = await site.open(other);
  await site.supplier(id, { action: 'accept' });
  await site.prove();
  await assert.rejects(site.open(other), refused('order_state'));
});

test('what was never shown is replaced at once, what replaced it is not, and without stock the money goes back', async () => {
  const orderId = await site.sell({ reveal: false });
  const dispute = await site.open(orderId);
  assert.deepEqual(dispute.codes[0]!.facts, ['never_revealed']);
  assert.deepEqual(await ended(orderId), ['closed', 'replacement', undefined, 'never_revealed', 'delivered']);
  assert.equal((await site.open(orderId)).status, 'supplier_turn');
  const last = await openDisputeSite({ codes: 1 });
  const only = await last.sell({ reveal: false });
  const { outcome, rule } = await last.open(only);
  await last.prove();
  assert.deepEqual([outcome?.kind, rule, await last.statusOf(only)], ['refund', 'nothing_left_to_replace', 'refunded']);
  await last.close();
});

test('what the issuer says decides: redeemed before it was shown is for the buyer, after it is for the arbiter', async () => {
  const early = await site.sell();
  const { id } = await site.open(early);
  const redeemed_at = new Date(site.engine.now().getTime() - hourS * 1000).toISOString();
  const decided = await site.supplier(id, { action: 'contest', text: 'Ask the issuer.', redeemed_at });
  assert.deepEqual([decided.status, decided.rule], ['decided', 'redeemed_before_reveal']);
  assert.deepEqual(decided.may, ['appeal']);
  const late = await contested();
  const after = await site.supplierSays(late.id, {
    redeemed_at: new Date(site.engine.now().getTime() + 1000).toISOString(),
  });
  assert.equal(after.status, 'evidence');
});

test('a code that is not what was uploaded, or was sold before under another brand, is decided for the buyer', async () => {
  const { engine } = site;
  const orderId = await site.sell();
  const { rows } = await engine.db.pool.query<{ code_id: string }>(
    'SELECT code_id FROM order_code WHERE order_id = $1',
    [orderId],
  );
  const { id } = await site.open(orderId);
  // Whoever can do this has the database; the trigger that stands in the way of everybody else is taken out of it.
  await engine.db.pool.query('ALTER TABLE code DISABLE TRIGGER code_append_only');
  await engine.db.pool.query('UPDATE code SET secret = set_byte(secret, 20, get_byte(secret, 20) # 1) WHERE id = $1', [
    rows[0]!.code_id,
  ]);
  await engine.db.pool.query('ALTER TABLE code ENABLE TRIGGER code_append_only');
  const proven = await site.supplier(id, { action: 'contest', text: 'It was new.' });
  assert.deepEqual([proven.status, proven.rule], ['decided', 'not_as_uploaded']);

  const other = await openDisputeSite({ codes: 0 });
  const twin = { code: 'TWIN-AAAA-BBBB-CCCC' };
  await uploadCodes(other.engine, { offerId: other.goods.offerId, codes: [twin] });
  await other.sell();
  await other.engine.db.pool.query('UPDATE product SET brand = $2 WHERE id = $1', [other.goods.productId, 'Renamed']);
  await other.engine.db.pool.query(
    `INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, code_fields, face_value, region, image_url, currency, list_price_minor, list_price_source,
       list_price_checked_on, limits_max, status, rank, change_cursor, created_at, updated_at)
     SELECT 'prd_old', 'old', $1, kind, category, names, redeem_texts, code_fields, face_value, region, image_url, currency, list_price_minor, list_price_source,
       list_price_checked_on, limits_max, 'withdrawn', 9, 'old', created_at, updated_at FROM product WHERE id = $1`,
    [other.goods.productId],
  );
  await uploadCodes(other.engine, { offerId: other.goods.offerId, codes: [twin] });
  const again = await other.sell();
  const dispute = await other.open(again);
  assert.deepEqual(dispute.codes[0]!.facts, ['seen_before']);
  const seen = await other.supplier(dispute.id, { action: 'contest', text: 'It was new.' });
  assert.deepEqual([seen.status, seen.rule], ['decided', 'seen_before']);
  await other.close();
});

test('the money is frozen from the first moment: what had matured goes back to pending, what was paid out is owed until it matures again', async () => {
  const own = await openDisputeSite();
  const { engine, goods } = own;
  await engine.db.pool.query('UPDATE supplier SET maturity_days = 1 WHERE id = $1', [goods.supplierId]);
  const accounts = [pendingOf, availableOf, owedOf].map((of) => of(goods.supplierId, 'CNY'));
  const money = async () => {
    const balances = await readBalances(engine.db.pool, accounts);
    return accounts.map((account) => balances.get(account));
  };
  const [lost, won] = [await own.sell(), await own.sell()];
  engine.wait(25 * hourS);
  await matureShares(engine);
  assert.deepEqual(await money(), [0, 14_000, 0]);
  const payout = { kind: 'payout' as const, from: accounts[1]!, to: channelFunds('bank', 'CNY'), currency: 'CNY' };
  await transact(engine.db.pool, (client) =>
    postTransfers(client, engine.now(), [{ ...payout, amount_minor: 10_000, order_id: null }]),
  );
  const disputes = [await own.open(lost), await own.open(won)];
  assert.deepEqual(await money(), [14_000, 0, -10_000]);
  await own.prove();
  engine.wait(47 * hourS);
  await matureShares(engine);
  assert.deepEqual(await money(), [14_000, 0, -10_000]);
  await own.supplier(disputes[0]!.id, { action: 'accept' });
  await own.buyer(won, 'withdraw');
  await own.prove();
  assert.deepEqual(await money(), [7000, 0, -10_000]);
  await matureShares(engine);
  assert.deepEqual(await money(), [0, 0, -3000]);
  await own.prove();
  await own.close();
});

test('every step is on record: who, by which rule, what was said, and a hash that covers all evidence by then', async () => {
  const { orderId, id } = await toArbiter();
  await site.decide(id, { kind: 'refund' });
  const { steps } = await site.read(orderId);
  assert.deepEqual(
    steps.map(({ sequence, party, action, status }) => [sequence, party, action, status]),
    [
      [2, 'buyer', 'ask_supplier', 'supplier_turn'],
      [3, 'supplier', 'contest', 'evidence'],
      [4, 'rules', 'lapse', 'arbiter'],
      [5, 'arbiter', 'decide', 'decided'],
    ],
  );
  assert.equal(new Set(steps.map(({ evidence_hash }) => evidence_hash)).size, 4);
  assert.deepEqual([steps[0]!.note, steps[3]!.note], ['It does not work.', 'So it is.']);
  assert.equal(steps[3]!.reason, 'The evidence speaks for the buyer.');
  const { rows } = await site.engine.db.pool.query<{ dump: string; audits: string[] }>(
    `SELECT (SELECT string_agg(dispute_event::text, '') FROM dispute_event) AS dump,
       (SELECT array_agg(action ORDER BY id) FROM audit_entry WHERE object_id = $1) AS audits`,
    [id],
  );
  assert.doesNotMatch(rows[0]!.dump, /It does not work/);
  assert.deepEqual(rows[0]!.audits, ['dispute.answered', 'dispute.decided']);
  await assert.rejects(site.engine.db.pool.query("UPDATE dispute_event SET actor = 'x'"), /append-only/);
});

test('a code is what was uploaded, however many brands there are', async () => {
  const orderId = await site.sell();
  const { rowCount } = await site.engine.db.pool.query(
    `INSERT INTO product SELECT (jsonb_populate_record(p, jsonb_build_object('id', p.id || n, 'slug', p.slug || n, 'brand', 'a' || n, 'status', 'draft'))).*
     FROM product p, generate_series(1, 2000) AS n WHERE p.id = $1`,
    [site.goods.productId],
  );
  assert.equal(rowCount, 2000);
  const { id } = await site.open(orderId);
  await site.supplier(id, { action: 'contest', text: 'It was new when we uploaded it.' });
  assert.equal((await site.read(orderId)).status, 'evidence');
});

test('nothing of a supplier or product that the operator has stopped replaces a code: the money goes back', async () => {
  const { engine, goods } = site;
  for (const [table, id] of [
    ['supplier', goods.supplierId],
    ['product', goods.productId],
  ]) {
    const orderId = await site.sell({ reveal: false });
    const switched = (status: string) =>
      engine.db.pool.query(`UPDATE ${table} SET status = $2 WHERE id = $1`, [id, status]);
    await switched('frozen');
    await site.open(orderId);
    assert.deepEqual(await ended(orderId), ['closed', 'refund', 7600, 'nothing_left_to_replace', 'refunded'], table);
    await switched('active');
  }
});

test('a code that nobody saw before its money went back is shown to nobody after it', async () => {
  const { engine } = site;
  const reveal = (id: string) => revealOrder(site.as(id), { params: { id }, query: {}, body: {} });
  const [sold, part] = [await site.sell({ reveal: false }), await site.sell({ quantity: 2, reveal: false })];
  await engine.db.pool.query('DELETE FROM shelf WHERE offer_id = $1', [site.goods.offerId]);
  await site.open(sold);
  assert.deepEqual(await ended(sold), ['closed', 'refund', 7600, 'nothing_left_to_replace', 'refunded']);
  await assert.rejects(reveal(sold), refused('order_state'));

  const { rows } = await engine.db.pool.query<{ code_id: string }>(
    'SELECT code_id FROM order_code WHERE order_id = $1 ORDER BY code_id',
    [part],
  );
  const [bad, good] = rows.map(({ code_id }) => code_id);
  await site.open(part, { code_ids: [bad!] });
  assert.equal(await site.statusOf(part), 'delivered');
  assert.deepEqual(
    (await reveal(part)).codes.map(({ id }) => id),
    [good],
  );
  await site.prove();
});

test('of a look and a refund at once, one is first: the code is seen or its money goes back unseen', async () => {
  const { engine, goods } = site;
  await uploadCodes(engine, { offerId: goods.offerId, codes: makeCodes(8) });
  for (let round = 0; round < 4; round += 1) {
    const id = await site.sell({ reveal: false });
    const lock = { text: 'SELECT FROM order_code WHERE order_id = $1 FOR UPDATE', values: [id] };
    const [seen] = await whileLocked(
      engine.db.pool,
      lock,
      (waiting) => waiting === 2,
      () =>
        Promise.all([
          revealOrder(site.as(id), { params: { id }, query: {}, body: {} }).then(
            () => true,
            () => false,
          ),
          refundDelivered(engine, {
            orderId: id,
            amount_minor: 7600,
            reason: 'operator',
            cause: `test ${id}`,
            actor: 'test',
          }),
        ]),
    );
    const { rows } = await engine.db.pool.query(
      'SELECT revealed_at IS NOT NULL AS seen, withheld FROM order_code WHERE order_id = $1',
      [id],
    );
    assert.deepEqual(rows, [{ seen, withheld: !seen }]);
    assert.equal(
      (await engine.db.pool.query('SELECT FROM reveal_event WHERE order_id = $1', [id])).rowCount,
      seen ? 1 : 0,
    );
  }
  await site.prove();
});

test('the same piece of evidence sent twice is one piece', async () => {
  const orderId = await site.sell();
  await site.open(orderId);
  const say = (text: string) => addEvidence(site.as(orderId), { params: { id: orderId }, query: {}, body: { text } });
  for (const text of ['It said “used”.', 'It said “used”.', 'Here is when.']) await say(text);
  assert.deepEqual(
    (await site.read(orderId)).evidence.map(({ text }) => text),
    ['It said “used”.', 'Here is when.'],
  );
});
