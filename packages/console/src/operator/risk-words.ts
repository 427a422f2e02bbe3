import type { RiskRule } from '@kameng/contract/desk/risk';
import { words } from '../words/words.ts';

/** What was seen. */
export const riskRules = words<RiskRule>({
  own_sales: ['代理自买', 'An agent buys from themselves'],
  disputed_sales: ['代理的订单售后偏多', 'Many of an agent’s sales are disputed'],
  disputed_goods: ['供货商的卡密售后偏多', 'Many of a supplier’s codes are disputed'],
  repeated_claims: ['买家反复申请售后', 'A buyer disputes again and again'],
  one_network: ['同一网络短时大量购买', 'Many purchases from one network'],
});

/** Why it was raised, and what it may well be instead. */
export const riskReasons = words<RiskRule>({
  own_sales: [
    '30 天内至少三笔订单的买家就是代理本人。这些订单没有佣金，但可能在刷等级。',
    'At least three orders in 30 days were bought by the agent. They earn nothing; their sales may be meant to look like more.',
  ],
  disputed_sales: [
    '30 天内至少五笔、占其销量 5 % 以上的订单以买家胜出告终。可能是引流描述不实。',
    'At least five orders in 30 days, 5 % of their sales, ended for the buyer. What they promise may not be what is sold.',
  ],
  disputed_goods: [
    '30 天内至少五笔、占其销量 2 % 以上的订单以买家胜出告终。可能是卡密来源有问题。',
    'At least five orders in 30 days, 2 % of their sales, ended for the buyer. Something may be wrong with where the codes come from.',
  ],
  repeated_claims: [
    '同一联系方式 30 天内至少三次申请售后。也可能是遇到同一批坏卡密的老实买家。',
    'One address opened at least three disputes in 30 days. An honest buyer with a bad batch looks the same.',
  ],
  one_network: [
    '一小时内同一网络至少二十笔已付订单。可能是盗用的付款方式，也可能是学校或公司。',
    'At least twenty paid orders in an hour from one network. It may be stolen means of payment, or a school.',
  ],
});
