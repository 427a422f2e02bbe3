import type { SupplyScenario } from '@kameng/contract/desk/supply';
import type { Language } from '@kameng/contract/page';
import type { SupplyResult } from '@kameng/contract/supply';

type Words = readonly [chinese: string, english: string];

/** What happened with a message, for the supplier. */
const results: Record<SupplyResult, Words> = {
  answered: ['已返回全部卡密', 'All codes came'],
  accepted: ['已受理（202），等待回传', 'It said that it will answer later (202)'],
  partial: ['只有部分卡密，其余已退款', 'Only a part came; the rest was refunded'],
  refused: ['服务器拒绝供货', 'The server refused the order'],
  short: ['声称全部返回，但卡密数量不足', 'It said all and sent fewer codes'],
  spoiled: ['有卡密重复、过期或缺少字段', 'Some codes were known already, expired, or lacked a field'],
  late: ['超过期限才返回，卡密已转入库存', 'The codes came after the deadline and stand on the shelf'],
  timeout: ['在时限内没有应答', 'No answer within the time limit'],
  unreachable: ['无法连接，或连接中断', 'No connection, or it broke'],
  address_refused: ['地址不在公网上，或不是 https', 'The address is not public, or not https'],
  bad_status: ['返回的状态既不是 200 也不是 202', 'The status was neither 200 nor 202'],
  bad_answer: ['返回 200，但内容不符合格式或编号不符', 'The status was 200, but the body is no answer to this request'],
  expired: ['直到期限都没有返回卡密', 'No codes came before the deadline'],
};

/** What each scenario tries, and what to change when it fails. */
const scenarios: Record<SupplyScenario, { title: Words; fix: Words }> = {
  good_order: {
    title: ['正常订单', 'A good order'],
    fix: [
      '应答 200，内容为 { id, outcome: "codes", codes }：id 与请求相同，卡密数量等于 quantity，互不相同，且包含商品要求的每个字段。',
      'Answer 200 with { id, outcome: "codes", codes }: the id of the request, quantity codes, all different, each with every field of the product.',
    ],
  },
  same_codes: {
    title: ['同一编号再次请求', 'The same id again'],
    fix: [
      '先保存编号和卡密，再应答；同一编号再来时返回同样的卡密。',
      'Store the id with its codes before answering, and give the same codes whenever the id comes again.',
    ],
  },
  second_signature: {
    title: ['更换密钥时的两个签名', 'Two signatures, as while a secret is changed'],
    fix: [
      'webhook-signature 可能有多个签名，用空格分开；只要有一个正确就应接受。',
      'webhook-signature can hold several signatures, parted by spaces. Accept the message when any of them is right.',
    ],
  },
  bad_signature: {
    title: ['错误的签名', 'A wrong signature'],
    fix: [
      '用密钥对 webhook-id、webhook-timestamp 和原始正文计算 HMAC-SHA256，不一致时应答 400、401 或 403，不要返回卡密。',
      'Compute the HMAC-SHA256 of webhook-id, webhook-timestamp and the raw body; when it differs, answer 400, 401 or 403 and no codes.',
    ],
  },
  old_timestamp: {
    title: ['过期的时间戳', 'An old timestamp'],
    fix: [
      'webhook-timestamp 与当前时间相差超过 5 分钟时应答 400、401 或 403。',
      'When webhook-timestamp is more than 5 minutes away from now, answer 400, 401 or 403.',
    ],
  },
  unknown_product: {
    title: ['未知的商品', 'A product that you do not have'],
    fix: [
      '应答 200，内容为 { id, outcome: "refused", codes: [], reason }，不要用错误状态，否则会一直重试。',
      'Answer 200 with { id, outcome: "refused", codes: [], reason }. An error status would be tried again until the deadline.',
    ],
  },
  partial: {
    title: ['部分供货', 'A part of an order'],
    fix: [
      'rehearsal 为 "partial" 时，返回 outcome "partial" 和少于 quantity 的卡密。',
      'When rehearsal is "partial", answer outcome "partial" with fewer codes than quantity, and at least one.',
    ],
  },
  later: {
    title: ['稍后回传', 'An answer that comes later'],
    fix: [
      'rehearsal 为 "later" 时先应答 202，随后在 8 秒内把签名后的答复 POST 到 answer_url。',
      'When rehearsal is "later", answer 202 and post the signed answer to answer_url within 8 seconds.',
    ],
  },
};

const pick = ([chinese, english]: Words, language: Language): string => (language.startsWith('zh') ? chinese : english);

/** A result in words, with the status that came. */
export function sayResult(result: SupplyResult, language: Language, status?: number | null): string {
  const text = pick(results[result], language);
  return result === 'bad_status' && typeof status === 'number' ? `${text} (HTTP ${status})` : text;
}

/** A scenario in words. */
export function sayScenario(scenario: SupplyScenario, language: Language): { title: string; fix: string } {
  const { title, fix } = scenarios[scenario];
  return { title: pick(title, language), fix: pick(fix, language) };
}
