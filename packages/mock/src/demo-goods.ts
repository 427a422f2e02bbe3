import { games } from './goods/games.ts';
import type { DemoGood } from './goods/good.ts';
import { memberships } from './goods/memberships.ts';
import { scarceGoods } from './goods/scarce-goods.ts';
import { testGoods } from './goods/test-goods.ts';
import { vouchers } from './goods/vouchers.ts';

/** The mock's shelf: fictional brands, one product of every kind, and the test products that force every refusal. */
export const demoGoods: DemoGood[] = [...games, ...memberships, ...vouchers, ...scarceGoods, ...testGoods];
