import * as own from './own-orders.ts';
import { lookupAnswer } from './order.ts';
import { recordExport } from './record.ts';
import type { Route } from './routes.ts';

/** All orders of one contact, for who can read its mail. */
export const ownRoutes = {
  sendOrdersLink: {
    method: 'POST',
    path: '/v1/own/links',
    auth: 'public',
    summary: 'Send a one-time link to everything bought with an e-mail address',
    body: own.ordersLinkBody,
    answers: { 202: lookupAnswer },
    errors: ['human_check_required'],
  },
  openOrdersLink: {
    method: 'POST',
    path: '/v1/own/session',
    auth: 'public',
    summary: 'Open the link of a mail; it opens once',
    body: own.openLinkBody,
    answers: { 201: own.openedLink },
    errors: ['link_ended'],
  },
  listOwnOrders: {
    method: 'GET',
    path: '/v1/own/orders',
    auth: 'contact',
    summary: 'List the orders that were paid with this contact, newest first',
    query: own.ownOrdersQuery,
    answers: { 200: own.ownOrderPage },
    errors: ['key_missing'],
  },
  exportOwnRecords: {
    method: 'GET',
    path: '/v1/own/records',
    auth: 'contact',
    summary: 'Read everything that is kept of this contact, as a stream; codes are masked',
    answers: { 200: recordExport },
    errors: ['key_missing'],
  },
  askErasure: {
    method: 'POST',
    path: '/v1/own/erasure',
    auth: 'contact',
    summary: 'Ask the operator to erase what is kept of this contact',
    answers: { 202: own.erasureAsked },
    errors: ['key_missing'],
  },
} as const satisfies Record<string, Route>;
