import type { FastifyInstance } from 'fastify';
import { decideAdjustment } from './adjustment/decide-adjustment.ts';
import { listAdjustments } from './adjustment/list-adjustments.ts';
import { proposeAdjustment } from './adjustment/propose-adjustment.ts';
import { createCoupon } from './coupon/create-coupon.ts';
import { endCoupon } from './coupon/end-coupon.ts';
import { listCoupons } from './coupon/list-coupons.ts';
import type { Engine } from './engine.ts';
import { freezeObject } from './freeze/freeze-object.ts';
import { liftFreeze } from './freeze/lift-freeze.ts';
import { listFreezes } from './freeze/list-freezes.ts';
import { serveDesk } from './http/serve-desk.ts';
import { getAdminOrder } from './order/get-admin-order.ts';
import { refundOrder } from './order/refund-order.ts';

import { decideRiskEvent } from './risk/decide-risk-event.ts';
import { listRiskEvents } from './risk/list-risk-events.ts';
import { listRules } from './rule/list-rules.ts';
import { publishRule } from './rule/publish-rule.ts';
import { simulateRule } from './rule/simulate-rule.ts';
import { withdrawRule } from './rule/withdraw-rule.ts';
import { listViews } from './search/list-views.ts';
import { search } from './search/search.ts';

/** What the operator does by hand. */
export function serveAdmin(app: FastifyInstance, engine: Engine): void {
  serveDesk(app, engine, 'listFreezes', listFreezes);
  serveDesk(app, engine, 'freezeObject', freezeObject);
  serveDesk(app, engine, 'liftFreeze', liftFreeze);
  serveDesk(app, engine, 'listRiskEvents', listRiskEvents);
  serveDesk(app, engine, 'decideRiskEvent', decideRiskEvent);

  serveDesk(app, engine, 'getAdminOrder', getAdminOrder);
  serveDesk(app, engine, 'refundOrder', refundOrder);
  serveDesk(app, engine, 'listAdjustments', listAdjustments);
  serveDesk(app, engine, 'proposeAdjustment', proposeAdjustment);
  serveDesk(app, engine, 'decideAdjustment', decideAdjustment);

  serveDesk(app, engine, 'listCoupons', listCoupons);
  serveDesk(app, engine, 'createCoupon', createCoupon);
  serveDesk(app, engine, 'endCoupon', endCoupon);

  serveDesk(app, engine, 'listRules', listRules);
  serveDesk(app, engine, 'simulateRule', simulateRule);
  serveDesk(app, engine, 'publishRule', publishRule);
  serveDesk(app, engine, 'withdrawRule', withdrawRule);

  serveDesk(app, engine, 'search', search);
  serveDesk(app, engine, 'listViews', listViews);
}
