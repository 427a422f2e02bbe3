import { z } from 'zod';
import { idSchema } from './id.ts';
import { money } from './money.ts';
import { timestamp } from './page.ts';
import { productId } from './product.ts';

export const holdId = idSchema('hold');

export const createHoldBody = z
  .object({
    product_id: productId,
    quantity: z.int().min(1).max(10_000).default(1),
    max_amount: money.meta({ description: 'Refuse rather than promise at more than this' }),
  })
  .strict()
  .meta({ id: 'create_hold' });

export const hold = z
  .object({
    id: holdId,
    product_id: productId,
    quantity: z.int().min(1),
    amount: money.meta({ description: 'What an order with this hold costs, whatever the price is by then' }),
    expires_at: timestamp,
  })
  .meta({ id: 'hold', description: 'Codes set aside for a shop while its buyer pays' });
export type Hold = z.infer<typeof hold>;

export const holdParams = z.object({ id: holdId });
