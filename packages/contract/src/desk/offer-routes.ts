import type { MemberRoute } from '../desk-routes.ts';
import * as offer from './offer.ts';

const goods = { auth: 'member', kinds: ['supplier'], scope: 'goods:write' } as const;

/** The terms on which a supplier sells. */
export const offerRoutes = {
  listOffers: {
    method: 'GET',
    path: '/v1/supplier/offers',
    ...goods,
    scope: 'goods:read',
    summary: "List the supplier's offers with their stock, newest first",
    query: offer.supplierOfferQuery,
    answers: { 200: offer.supplierOfferPage },
    errors: [],
  },
  createOffer: {
    method: 'POST',
    path: '/v1/supplier/offers',
    ...goods,
    summary: 'Offer a product that one was approved to sell',
    body: offer.offerBody,
    answers: { 201: offer.supplierOffer },
    errors: ['not_approved', 'price_refused', 'already_applied'],
  },
  changeOffer: {
    method: 'POST',
    path: '/v1/supplier/offers/{id}',
    ...goods,
    summary: 'Change the terms; what is ordered already keeps the old ones',
    params: offer.supplierOfferParams,
    body: offer.changeOfferBody,
    answers: { 200: offer.supplierOffer },
    errors: ['price_refused'],
  },
  pauseOffer: {
    method: 'POST',
    path: '/v1/supplier/offers/{id}/pause',
    ...goods,
    summary: 'Stop selling for now; the codes stay',
    params: offer.supplierOfferParams,
    answers: { 200: offer.supplierOffer },
    errors: ['wrong_state'],
  },
  resumeOffer: {
    method: 'POST',
    path: '/v1/supplier/offers/{id}/resume',
    ...goods,
    summary: 'Sell again',
    params: offer.supplierOfferParams,
    answers: { 200: offer.supplierOffer },
    errors: ['wrong_state', 'price_refused'],
  },
} as const satisfies Record<string, MemberRoute>;
