import { Refusal } from '../call/refusal.ts';
import { showTime } from '../words/show.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  network: [
    '连不上服务器。什么都没有改变，请检查网络后重试。',
    'The pool cannot be reached. Nothing was changed; check the connection and try again.',
  ],
  credentials_invalid: [
    '邮箱、密码、验证码或链接不正确，或已失效。',
    'The address, password, code or link is not right, or has ended.',
  ],
  account_locked: [
    '尝试次数过多，请在 {minutes} 分钟后再试，或改用通行密钥、邮件链接登录。',
    'Too many wrong tries. Wait {minutes} minutes, or use a passkey or a link by mail.',
  ],
  forbidden: [
    '您的角色不能做这件事，请联系组织的所有者。',
    'Your role does not allow this. Ask an owner of the organisation.',
  ],
  not_found: ['找不到这一项，可能已被删除。', 'It is not there any more.'],
  last_owner: [
    '组织至少要保留一位所有者，请先让别人成为所有者。',
    'An organisation keeps at least one owner. Make somebody else an owner first.',
  ],
  frozen: ['已被平台冻结，什么都没有改变。', 'The operator has frozen this. Nothing was moved.'],
  second_person_required: [
    '提出的人不能自己决定，请另一位同事处理。',
    'Whoever proposed this cannot decide about it. Ask somebody else.',
  ],
  coupon_taken: ['这个券码已经用过，请换一个。', 'There is or was a coupon with this code. Choose another one.'],
  order_state: ['订单现在的状态不允许这样做。', 'The order is not in a state that allows this.'],
  wrong_state: ['现在的状态不允许这样做，请刷新后再看。', 'Its state does not allow that now. Look again.'],
  erasure_blocked: [
    '有订单尚未了结（未付款、未交付、售后、退款中或被冻结），暂不能删除。',
    'Something is still open about an order (payment, delivery, dispute, refund or freeze), so nothing is erased yet.',
  ],
  until: ['最早可在 {until} 再试。', 'Ask again from {until} on.'],
  already_member: ['这个邮箱已经是成员。', 'This address is a member already.'],
  account_limit: ['数量已达上限，请先删除一些。', 'There are as many of these as there can be. Remove one first.'],
  slug_taken: ['这个网址已被别的店铺使用，请换一个。', 'Another storefront has this address. Choose another.'],
  not_verified: ['提现前需要先完成实名认证。', 'Verify who you are before the first withdrawal.'],
  dispute_turn: [
    '现在不能这样做：不轮到您、时间已过或已经结束。',
    'Not now: it is not your turn, the time is up, or it is closed.',
  ],
  evidence_limit: ['每方最多 8 条证据。', 'Each side can add eight pieces of evidence.'],
  step_up_required: ['需要先确认是您本人。', 'This needs a proof that it is you.'],
  rate_limited: ['请求太频繁，请稍后再试。', 'Too many requests. Wait a moment.'],
  invalid_request: ['有内容填写不正确。', 'Something is not filled in right.'],
  sign_in_required: ['登录已结束，请重新登录。', 'You are signed out. Sign in again.'],
  other: [
    '出了问题，什么都没有改变。请重试；仍不行请提供编号联系我们。',
    'Something failed, and nothing was changed. Try again; if it stays, tell us the number.',
  ],
});

/** What a failure means, in words for people; the pool's own sentence where the desk has no words of its own. */
export function refusalWords(error: unknown): string {
  if (!(error instanceof Refusal)) return say.other;
  const minutes = Math.max(1, Math.ceil((error.retryAfterS ?? 60) / 60));
  if (error.code in say) {
    const why = fill(say[error.code as keyof typeof say], { minutes });
    return error.until === undefined ? why : `${why} ${fill(say.until, { until: showTime(error.until) })}`;
  }
  return error.code === 'internal' || error.code === 'unavailable' || error.code === 'timeout'
    ? say.other
    : error.message;
}
