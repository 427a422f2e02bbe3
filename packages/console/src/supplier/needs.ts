import { call } from '../call/call.ts';
import { may } from '../shell/me.ts';
import { showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  verify: ['完成实名认证，才能销售和提现', 'Get verified: nothing is sold or paid out before'],
  verifyMore: ['认证需要补充材料', 'Your verification needs something more'],
  verifyRefused: ['认证未通过，请查看原因', 'Your verification was refused; see why'],
  submit: ['提交第一件商品', 'Submit your first product'],
  change: ['{n} 件商品需要修改', 'Products to change: {n}'],
  dispute: ['{n} 起售后等您回应（48 小时内）', 'Disputes to answer, 48 hours each: {n}'],
  low: ['{n} 个供货库存不足', 'Offers that run low: {n}'],
  expiring: ['{n} 个供货有卡密 30 天内到期', 'Offers with codes that expire within 30 days: {n}'],
  upload: ['{n} 个上传等您确认', 'Uploads that wait for you: {n}'],
  offer: ['为已通过的商品设置供货价', 'Make an offer for what was approved'],
});

/** Something to do, and where. */
export interface Need {
  text: string;
  to: string;
  urgent: boolean;
}

interface Page {
  data: readonly unknown[];
  next_cursor: string | null;
}

/** What needs the supplier, most urgent first; each leads to where it is done. */
export async function readNeeds(signal: AbortSignal): Promise<Need[]> {
  const query = { limit: 100 };
  const stock = may('goods:read');
  const [supplier, asked, listed, disputes, low, expiring, offers, uploads] = await Promise.all([
    call('getSupplier', { signal }),
    call('listSubmissions', { query: { ...query, status: 'needs_action' }, signal }),
    call('listSubmissions', { query: { limit: 1 }, signal }),
    call('listSupplierDisputes', { query: { ...query, status: 'supplier_turn' }, signal }),
    stock ? call('listOffers', { query: { ...query, stock: 'low' }, signal }) : undefined,
    stock ? call('listOffers', { query: { ...query, stock: 'expiring' }, signal }) : undefined,
    stock ? call('listOffers', { query: { limit: 1 }, signal }) : undefined,
    may('stock:read') ? call('listUploads', { query: { limit: 20 }, signal }) : undefined,
  ]);
  const waiting = uploads?.data.filter(({ status }) => ['receiving', 'received', 'checked'].includes(status)) ?? [];
  const needs = [
    counted(disputes, say.dispute, 'supplier/disputes?status=supplier_turn'),
    ...verificationNeed(supplier),
    counted(asked, say.change, 'supplier/goods?status=needs_action'),
    counted(low, say.low, 'supplier/stock?stock=low'),
    counted(expiring, say.expiring, 'supplier/stock?stock=expiring'),
    ...(waiting.length > 0
      ? [
          {
            text: fill(say.upload, { n: waiting.length }),
            to: `supplier/uploads?upload=${waiting[0]!.id}`,
            urgent: true,
          },
        ]
      : []),
    ...(supplier.status !== 'applied' && listed.data.length === 0 && offers?.data.length === 0
      ? [{ text: say.submit, to: 'supplier/goods', urgent: false }]
      : []),
    ...(listed.data.some(({ status }) => status === 'listed') && offers?.data.length === 0
      ? [{ text: say.offer, to: 'supplier/goods?status=listed', urgent: true }]
      : []),
  ];
  return needs.filter((need) => need !== undefined);
}

function counted(page: Page | undefined, text: string, to: string): Need | undefined {
  if (!page || page.data.length === 0) return undefined;
  return {
    text: fill(text, { n: `${showNumber(page.data.length)}${page.next_cursor ? '+' : ''}` }),
    to,
    urgent: true,
  };
}

function verificationNeed({ status, verification }: { status: string; verification: string | null }): Need[] {
  const need = (text: string): Need[] => [{ text, to: 'supplier/verification', urgent: true }];
  if (verification === 'needs_action') return need(say.verifyMore);
  if (verification === 'refused') return need(say.verifyRefused);
  return verification === null && status === 'applied' ? need(say.verify) : [];
}
