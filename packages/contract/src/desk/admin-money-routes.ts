import type { MemberRoute } from '../desk-routes.ts';
import * as adjustment from './adjustment.ts';
import * as order from './admin-order.ts';

const operator = { auth: 'member', kinds: ['operator'] } as const;

/** Money that the operator moves by hand. */
export const adminMoneyRoutes = {
  getAdminOrder: {
    method: 'GET',
    path: '/v1/admin/orders/{id}',
    ...operator,
    scope: 'orders:read',
    summary: 'Read an order: its goods, payments, refunds and disputes',
    params: order.adminOrderParams,
    answers: { 200: order.adminOrder },
    errors: [],
  },
  refundOrder: {
    method: 'POST',
    path: '/v1/admin/orders/{id}/refunds',
    ...operator,
    scope: 'orders:write',
    stepUp: true,
    summary: 'Refund an order, in part or all that is left; the money comes back from those who shared it',
    params: order.adminOrderParams,
    body: order.refundBody,
    answers: { 201: order.adminOrder },
    errors: ['order_state'],
  },
  listAdjustments: {
    method: 'GET',
    path: '/v1/admin/adjustments',
    ...operator,
    scope: 'money:read',
    summary: 'List adjustments in one state, newest first',
    query: adjustment.adjustmentQuery,
    answers: { 200: adjustment.adjustmentPage },
    errors: [],
  },
  proposeAdjustment: {
    method: 'POST',
    path: '/v1/admin/adjustments',
    ...operator,
    scope: 'money:write',
    stepUp: true,
    summary: 'Propose to move money; nothing moves before somebody else approves',
    body: adjustment.adjustmentBody,
    answers: { 201: adjustment.adjustment },
    errors: [],
  },
  decideAdjustment: {
    method: 'POST',
    path: '/v1/admin/adjustments/{id}/decision',
    ...operator,
    scope: 'money:write',
    stepUp: true,
    summary: 'Approve or refuse what somebody else proposed; approving moves the money',
    params: adjustment.adjustmentParams,
    body: adjustment.adjustmentDecisionBody,
    answers: { 200: adjustment.adjustment },
    errors: ['wrong_state', 'second_person_required', 'adjustment_refused'],
  },
} as const satisfies Record<string, MemberRoute>;
