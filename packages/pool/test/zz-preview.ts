import { openTestPool } from '/work/main/packages/pool/test/open-test-pool.ts';
import { execFileSync } from 'node:child_process';
const pool = await openTestPool();
console.log(pool.url);
const post = async (path: string, body: object, headers = {}) => { const r = await fetch(pool.url + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', authorization: 'Bearer pk_test_demo', 'idempotency-key': crypto.randomUUID(), ...headers } }); const j = await r.json(); if (r.status >= 400) console.log(r.status, j); return j as any; };
const buy = async (lang: string, product = 'prd_01k0dem0game00000000000001') => {
  const c = await post(`/v1/checkouts?lang=${lang}`, { product_id: product, quantity: 2 });
  return post(`/v1/checkouts/${c.id}/confirm`, { secret: c.secret, contact: { email: 'buyer@shop.example' }, channel: 'sandbox', consent: { text_version: c.consent.text_version } }, { 'accept-language': lang });
};
const shot = (name: string, url: string, width = 390, height = 900, dark = false) => execFileSync('/usr/bin/chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--window-size=${width},${height}`, ...(dark ? ['--force-dark-mode', '--blink-settings=preferredColorScheme=0'] : []), `--screenshot=/tmp/shots/${name}.png`, url], { stdio: 'ignore' });
const order = await buy('zh-CN');
const url = order.action.url;
shot('pay-zh', `${url}?lang=zh-CN`);
shot('pay-en-dark', `${url}?lang=en`, 520, 900, true);
const page = await (await fetch(`${url}?lang=en`)).text();
const { writeFileSync } = await import('node:fs');
writeFileSync('/tmp/pay-open.html', page.replace('<details>', '<details open>').replaceAll('/checkout/plain.css', `${pool.url}/checkout/plain.css`));
shot('pay-open', 'file:///tmp/pay-open.html', 500, 1300);
await fetch(url, { method: 'POST', body: new URLSearchParams({ outcome: 'paid' }), redirect: 'manual' });
const en = await buy('en');
await fetch(en.action.url, { method: 'POST', body: new URLSearchParams({ outcome: 'more' }), redirect: 'manual' });
let mails: any[] = [];
for (let i = 0; i < 60 && mails.length < 3; i++) { mails = (await (await fetch(pool.url + '/dev/mail.json')).json() as any).data; await new Promise(r => setTimeout(r, 300)); }
console.log(mails.map((m) => m.subject));
shot('paid', `${url}?lang=en`, 500, 500);
shot('mails', `${pool.url}/dev/mail`, 900, 500);
for (const [i, m] of mails.entries()) { shot(`mail-${i}`, `${pool.url}/dev/mail/${m.id}/html`, 390, 800); }
shot('mail-dark', `${pool.url}/dev/mail/${mails[0].id}/html`, 600, 800, true);
shot('mail-page', `${pool.url}/dev/mail/${mails[0].id}`, 900, 1200);
// follow
const res = await fetch(`${pool.url}/v1/orders/${en.order.id}/events`, { headers: { authorization: `Bearer ${en.order_token}` } });
console.log(res.status, res.headers.get('content-type'), res.headers.get('access-control-allow-origin'));
const reader = res.body!.getReader(); console.log(new TextDecoder().decode((await reader.read()).value).slice(0, 300));
const t = performance.now(); await pool.close(); console.log('closed in', Math.round(performance.now() - t));
