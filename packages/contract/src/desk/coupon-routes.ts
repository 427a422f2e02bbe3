import type { MemberRoute } from '../desk-routes.ts';
import * as coupon from './coupon.ts';

const operator = { auth: 'member', kinds: ['operator'] } as const;

/** Coupons that the operator gives out. */
export const couponRoutes = {
  listCoupons: {
    method: 'GET',
    path: '/v1/admin/coupons',
    ...operator,
    scope: 'rules:read',
    summary: 'List coupons, newest first',
    query: coupon.couponQuery,
    answers: { 200: coupon.couponPage },
    errors: [],
  },
  createCoupon: {
    method: 'POST',
    path: '/v1/admin/coupons',
    ...operator,
    scope: 'rules:write',
    summary: 'Give out a coupon',
    body: coupon.couponBody,
    answers: { 201: coupon.coupon },
    errors: ['coupon_taken', 'product_not_found'],
  },
  endCoupon: {
    method: 'POST',
    path: '/v1/admin/coupons/{id}/end',
    ...operator,
    scope: 'rules:write',
    summary: 'End a coupon now; checkouts that have it keep it',
    params: coupon.couponParams,
    body: coupon.endCouponBody,
    answers: { 200: coupon.coupon },
    errors: ['wrong_state'],
  },
} as const satisfies Record<string, MemberRoute>;
