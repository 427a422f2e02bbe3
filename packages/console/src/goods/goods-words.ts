import type { Proof, Submission, SubmissionStatus } from '@kameng/contract/desk/supplier';
import type { CodeFields } from '@kameng/contract/order';
import type { ProductKind } from '@kameng/contract/product';
import type { Tone } from '../parts/badge.tsx';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

export const submissionWords = words<SubmissionStatus>({
  submitted: ['审核中', 'In review'],
  needs_action: ['需要修改', 'Needs a change'],
  listed: ['已上架', 'In the catalogue'],
  refused: ['未通过', 'Refused'],
  withdrawn: ['已撤回', 'Withdrawn'],
});
export const submissionTones: Record<SubmissionStatus, Tone> = {
  submitted: 'plain',
  needs_action: 'attention',
  listed: 'good',
  refused: 'danger',
  withdrawn: 'plain',
};
export const stepWords = words<Submission['steps'][number]['action']>({
  submitted: ['提交审核', 'Submitted'],
  changed: ['修改后重新提交', 'Changed and sent again'],
  needs_action: ['要求修改', 'A change was asked for'],
  listed: ['通过，已上架', 'Approved; it is in the catalogue'],
  refused: ['未通过', 'Refused'],
  withdrawn: ['撤回', 'Withdrawn'],
});
export const kindWords = words<ProductKind>({
  game: ['游戏', 'Game'],
  video: ['视频', 'Video'],
  music: ['音乐', 'Music'],
  software: ['软件', 'Software'],
  course: ['课程', 'Course'],
  coupon: ['卡券', 'Coupon'],
  ticket: ['票券', 'Ticket'],
});
export const fieldWords = words<keyof CodeFields>({
  code: ['卡密', 'Code'],
  serial: ['卡号', 'Serial'],
  pin: ['卡密码', 'PIN'],
  account: ['账号', 'Account'],
  password: ['密码', 'Password'],
  link: ['链接', 'Link'],
  expires_at: ['有效期', 'Expiry'],
});
export const proofWords = words<Proof['kind']>({
  own_goods: ['自有商品', 'Our own goods'],
  authorisation: ['授权书', 'Letter of authorisation'],
  contract: ['合同', 'Contract'],
  invoice: ['进货发票', 'Invoice'],
});

/** What a submission is about, in the reader's language. */
export function nameOf({ goods, product_id, id }: Pick<Submission, 'goods' | 'product_id' | 'id'>): string {
  return goods?.names[language.value] ?? product_id ?? id;
}
