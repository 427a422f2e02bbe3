import type { CodeFields } from '@kameng/contract/order';
import type { DemoGood } from './goods/good.ts';
import { newId, type MockCode, type MockState } from './state.ts';

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Random letters for a made-up code or token; not a secret of anybody. */
export function randomText(length: number, from: string = letters): string {
  return [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => from[byte % from.length]).join('');
}

/** Made-up codes of the kind that the product sells. */
export function makeCodes(state: MockState, good: DemoGood, quantity: number): MockCode[] {
  return Array.from({ length: quantity }, () => {
    const fields = fieldsOf(good.secret);
    const shown = fields.code ?? fields.serial ?? fields.account ?? fields.link ?? '';
    return { id: newId(state, 'code'), fields, masked: `····-····-····-${shown.slice(-4)}`, revealedAt: null };
  });
}

function fieldsOf(secret: DemoGood['secret']): CodeFields {
  const groups = [1, 2, 3, 4].map(() => randomText(4)).join('-');
  switch (secret) {
    case 'code':
      return { code: groups };
    case 'serial_pin':
      return { serial: groups, pin: randomText(8, '0123456789') };
    case 'account':
      return { account: `buyer-${randomText(6).toLowerCase()}`, password: randomText(12) };
    case 'link':
      return { link: `https://redeem.example/${randomText(16)}` };
    case 'ticket':
      return { code: groups, expires_at: '2027-12-31' };
  }
}
