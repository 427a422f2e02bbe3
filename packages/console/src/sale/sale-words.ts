import type { Sale } from '@kameng/contract/desk/sale';
import type { Tone } from '../parts/badge.tsx';
import { words } from '../words/words.ts';

export const saleWords = words<Sale['status']>({
  delivered: ['已交付', 'Delivered'],
  disputed: ['纠纷中', 'In dispute'],
  refunding: ['退款中', 'Being refunded'],
  refunded: ['已退款', 'Refunded'],
});
export const saleTones: Record<Sale['status'], Tone> = {
  delivered: 'good',
  disputed: 'attention',
  refunding: 'attention',
  refunded: 'plain',
};
