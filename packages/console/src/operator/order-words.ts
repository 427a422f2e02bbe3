import type { AdminOrder } from '@kameng/contract/desk/admin-order';
import { words } from '../words/words.ts';

/** States of an order. */
export const orderWords = words<AdminOrder['status']>({
  held: ['待付款', 'Waits for payment'],
  paid: ['已付款', 'Paid'],
  delivered: ['已交付', 'Delivered'],
  expired: ['已过期', 'Expired'],
  refunding: ['退款中', 'Being refunded'],
  refunded: ['已退款', 'Refunded'],
  disputed: ['售后中', 'In dispute'],
});
