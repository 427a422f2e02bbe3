import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { signWebhook } from './sign-webhook.ts';
import { verifyWebhook } from './verify-webhook.ts';

const secret = `whsec_${btoa('a secret of exactly thirty-two b')}`;
const other = `whsec_${btoa('another secret of thirty-two byt')}`;
const event = {
  id: 'evt_1',
  type: 'order.paid',
  timestamp: '2026-01-01T00:00:00.000Z',
  data: { object: 'ord_1', note: '卡密 ✓' },
};
const body = JSON.stringify(event);
const atS = 1_800_000_000;
const now = () => atS * 1000;

test('what the reference library signs is accepted', async () => {
  const signature = new Webhook(secret).sign('evt_1', new Date(now()), body);
  const headers = { 'Webhook-Id': 'evt_1', 'Webhook-Timestamp': String(atS), 'Webhook-Signature': signature };
  assert.deepEqual(await verifyWebhook(secret, headers, body, { now }), event);
});

test('what we sign is accepted by the reference library', async () => {
  const nowS = Math.floor(Date.now() / 1000);
  const headers = await signWebhook(secret, 'evt_1', nowS, body);
  assert.deepEqual(new Webhook(secret).verify(body, { ...headers }), event);
});

test('rotation: one of several signatures and one of several secrets is enough', async () => {
  const [ours, theirs] = [await signWebhook(secret, 'evt_1', atS, body), await signWebhook(other, 'evt_1', atS, body)];
  const both = {
    ...ours,
    'webhook-signature': `v2,xyz v1,%%% ${theirs['webhook-signature']} ${ours['webhook-signature']}`,
  };
  assert.ok(await verifyWebhook(secret, new Headers(both), body, { now }));
  assert.ok(await verifyWebhook([other, secret], { ...ours }, body, { now }));
});

test('anything else is refused with one code', async () => {
  const good: Record<string, string> = { ...(await signWebhook(secret, 'evt_1', atS, body)) };
  const cases: [string, Record<string, string>, string, number][] = [
    ['another secret signed it', { ...(await signWebhook(other, 'evt_1', atS, body)) }, body, atS],
    ['the body changed', good, body.replace('paid', 'pa1d'), atS],
    ['the id changed', { ...good, 'webhook-id': 'evt_2' }, body, atS],
    ['the time changed', { ...good, 'webhook-timestamp': String(atS + 1) }, body, atS],
    ['it is old', good, body, atS + 301],
    ['it is from the future', good, body, atS - 301],
    ['the time is not a number', { ...good, 'webhook-timestamp': '1e9' }, body, atS],
    ['the signature is empty', { ...good, 'webhook-signature': 'v1,' }, body, atS],
    ['a header is missing', { 'webhook-id': 'evt_1' }, body, atS],
    [
      'more signatures than anyone needs',
      { ...good, 'webhook-signature': `${'v1,AAAA '.repeat(8)}${good['webhook-signature']}` },
      body,
      atS,
    ],
  ];
  for (const [why, headers, text, nowS] of cases) {
    await assert.rejects(
      verifyWebhook(secret, headers, text, { now: () => nowS * 1000 }),
      { code: 'webhook_refused' },
      why,
    );
  }
});
