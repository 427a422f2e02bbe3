import type { OrganisationKind, Scope } from './desk-roles.ts';
import { accountRoutes } from './desk/account-routes.ts';
import { adminMoneyRoutes } from './desk/admin-money-routes.ts';
import { agentRoutes } from './desk/agent-routes.ts';
import { adminRoutes } from './desk/admin-routes.ts';
import { couponRoutes } from './desk/coupon-routes.ts';
import { disputeRoutes } from './desk/dispute-routes.ts';
import { freezeRoutes } from './desk/freeze-routes.ts';
import { shopDeskRoutes } from './desk/shop-routes.ts';
import { offerRoutes } from './desk/offer-routes.ts';
import { payoutRoutes } from './desk/payout-routes.ts';
import { reviewRoutes } from './desk/review-routes.ts';
import { riskRoutes } from './desk/risk-routes.ts';
import { recordRoutes } from './desk/record-routes.ts';
import { saleRoutes } from './desk/sale-routes.ts';
import { ruleRoutes } from './desk/rule-routes.ts';
import { searchRoutes } from './desk/search-routes.ts';
import { supplierRoutes } from './desk/supplier-routes.ts';
import { supplyRoutes } from './desk/supply-routes.ts';
import { uploadRoutes } from './desk/upload-routes.ts';
import { verificationRoutes } from './desk/verification-routes.ts';
import type { ErrorCode } from './error.ts';
import { commonErrors, postErrors, type AnswerOf, type Call, type SentOf, type ShapeOf } from './routes.ts';

/** A call of somebody who is signed in, whatever they belong to. No key can make it. */
export interface PersonRoute extends Call {
  auth: 'person';
  /** Asks again who it is when that was longer than ten minutes ago. */
  stepUp?: true;
}

/** A call on behalf of an organisation: by a member who is signed in, or with one of its keys (`dk_`). */
export interface MemberRoute extends Call {
  auth: 'member';
  /** Kinds of organisations that have this call. */
  kinds: readonly OrganisationKind[];
  /** What the member's or key's role has to hold, as `desk-roles.ts` grants it. */
  scope: Scope;
  /** Asks again who it is when that was longer than ten minutes ago, so no key can do it. */
  stepUp?: true;
}

export type DeskRoute = PersonRoute | MemberRoute;

/** Refusals that any call of a desk can answer with. */
export const deskErrors = [
  'sign_in_required',
  'step_up_required',
  'organisation_not_found',
  'forbidden',
  'not_found',
] as const satisfies readonly ErrorCode[];

/** Every call of the desks. The key is the call's name in OpenAPI and in the console. */
export const deskRoutes = {
  ...accountRoutes,
  ...shopDeskRoutes,
  ...adminRoutes,
  ...freezeRoutes,
  ...riskRoutes,
  ...adminMoneyRoutes,
  ...couponRoutes,
  ...ruleRoutes,
  ...searchRoutes,
  ...recordRoutes,
  ...disputeRoutes,
  ...verificationRoutes,
  ...agentRoutes,
  ...supplierRoutes,
  ...offerRoutes,
  ...supplyRoutes,
  ...uploadRoutes,
  ...saleRoutes,
  ...reviewRoutes,
  ...payoutRoutes,
};

type DeskRoutes = typeof deskRoutes;
export type DeskRouteName = keyof DeskRoutes;

/** What a handler of the call receives, parsed. */
export type DeskParams<Name extends DeskRouteName> = ShapeOf<DeskRoutes[Name], 'params'>;
export type DeskQuery<Name extends DeskRouteName> = ShapeOf<DeskRoutes[Name], 'query'>;
export type DeskBody<Name extends DeskRouteName> = ShapeOf<DeskRoutes[Name], 'body'>;

/** What a caller sends, before defaults. */
export type SentDeskQuery<Name extends DeskRouteName> = SentOf<DeskRoutes[Name], 'query'>;
export type SentDeskBody<Name extends DeskRouteName> = SentOf<DeskRoutes[Name], 'body'>;

/** What the call answers with when it succeeds. */
export type DeskAnswer<Name extends DeskRouteName> = AnswerOf<DeskRoutes[Name]>;

/** Every error code a call of a desk can answer with, common ones included. */
export function deskRouteErrors(route: DeskRoute): ErrorCode[] {
  const post = route.method === 'POST' ? [...postErrors, 'answer_lost' as const] : [];
  return [...route.errors, ...deskErrors, ...commonErrors, ...post];
}
