import type { FastifyInstance } from 'fastify';
import { acceptInvitation } from './account/accept-invitation.ts';
import { changeMember } from './account/change-member.ts';
import { createDeskKey } from './account/create-desk-key.ts';
import { endSession } from './account/end-session.ts';
import { foundOrganisation } from './account/found-organisation.ts';
import { getMe } from './account/get-me.ts';
import { getOrganisation } from './account/get-organisation.ts';
import { inviteMember } from './account/invite-member.ts';
import { listAudit } from './account/list-audit.ts';
import { listDeskKeys } from './account/list-desk-keys.ts';
import { listInvitations } from './account/list-invitations.ts';
import { listMembers } from './account/list-members.ts';
import { listSessions } from './account/list-sessions.ts';
import { removeMember } from './account/remove-member.ts';
import { revokeDeskKey } from './account/revoke-desk-key.ts';
import { serveAuth } from './account/serve-auth.ts';
import { setPassword } from './account/set-password.ts';
import { stepUp } from './account/step-up.ts';
import { withdrawInvitation } from './account/withdraw-invitation.ts';
import { addDeskEvidence } from './dispute/add-desk-evidence.ts';
import { answerSupplierDispute } from './dispute/answer-supplier-dispute.ts';
import { appealSupplierDispute } from './dispute/appeal-supplier-dispute.ts';
import { decideDispute } from './dispute/decide-dispute.ts';
import { getDeskDispute } from './dispute/get-desk-dispute.ts';
import { listDeskDisputes } from './dispute/list-desk-disputes.ts';
import { readDeskEvidence } from './dispute/read-desk-evidence.ts';
import { serveAdmin } from './app-admin.ts';
import { serveAgents } from './app-agents.ts';
import { serveRecords } from './app-records.ts';
import { serveSupply } from './app-supply.ts';
import type { Engine } from './engine.ts';
import { getHealth } from './health/get-health.ts';
import { serveDesk } from './http/serve-desk.ts';
import { listLedgerProofs } from './ledger/list-ledger-proofs.ts';
import { listBalanceAlerts } from './balance/list-balance-alerts.ts';
import { createTopUp } from './balance/create-top-up.ts';
import { listTopUps } from './balance/list-top-ups.ts';
import { setBalanceAlert } from './balance/set-balance-alert.ts';
import { getSiteBalance, listSiteEntries } from './ledger/site-money.ts';
import { listQuarantined } from './payment/list-quarantined.ts';
import { listReconciliations } from './payment/list-reconciliations.ts';
import { listUndelivered } from './payment/list-undelivered.ts';
import { getShopFigures } from './order/get-shop-figures.ts';
import { createSiteKey } from './site/create-site-key.ts';
import { listSiteKeys } from './site/list-site-keys.ts';
import { listSites } from './site/list-sites.ts';
import { revokeSiteKey } from './site/revoke-site-key.ts';
import { setSiteOrigins } from './site/set-site-origins.ts';
import { listDeliveries } from './webhook/list-deliveries.ts';
import {
  createSiteEndpoint,
  listSiteEndpoints,
  redeliverSiteEvent,
  removeSiteEndpoint,
} from './webhook/site-webhooks.ts';

/** Every call of the desks, and signing in to them. */
export function serveDesks(app: FastifyInstance, engine: Engine): void {
  serveAuth(app, engine);

  serveDesk(app, engine, 'getMe', getMe);
  serveDesk(app, engine, 'stepUp', stepUp);
  serveDesk(app, engine, 'setPassword', setPassword);
  serveDesk(app, engine, 'listSessions', listSessions);
  serveDesk(app, engine, 'endSession', endSession);
  serveDesk(app, engine, 'acceptInvitation', acceptInvitation);
  serveDesk(app, engine, 'createOrganisation', foundOrganisation);
  serveDesk(app, engine, 'getOrganisation', getOrganisation);
  serveDesk(app, engine, 'listMembers', listMembers);
  serveDesk(app, engine, 'changeMember', changeMember);
  serveDesk(app, engine, 'removeMember', removeMember);
  serveDesk(app, engine, 'listInvitations', listInvitations);
  serveDesk(app, engine, 'inviteMember', inviteMember);
  serveDesk(app, engine, 'withdrawInvitation', withdrawInvitation);
  serveDesk(app, engine, 'listDeskKeys', listDeskKeys);
  serveDesk(app, engine, 'createDeskKey', createDeskKey);
  serveDesk(app, engine, 'revokeDeskKey', revokeDeskKey);
  serveDesk(app, engine, 'listAudit', listAudit);

  serveDesk(app, engine, 'listSites', listSites);
  serveDesk(app, engine, 'getShopFigures', getShopFigures);
  serveDesk(app, engine, 'setSiteOrigins', setSiteOrigins);
  serveDesk(app, engine, 'listSiteKeys', listSiteKeys);
  serveDesk(app, engine, 'createSiteKey', createSiteKey);
  serveDesk(app, engine, 'revokeSiteKey', revokeSiteKey);
  serveDesk(app, engine, 'getSiteBalance', getSiteBalance);
  serveDesk(app, engine, 'listBalanceAlerts', listBalanceAlerts);
  serveDesk(app, engine, 'setBalanceAlert', setBalanceAlert);
  serveDesk(app, engine, 'listTopUps', listTopUps);
  serveDesk(app, engine, 'createTopUp', createTopUp);
  serveDesk(app, engine, 'listSiteEntries', listSiteEntries);
  serveDesk(app, engine, 'listSiteEndpoints', listSiteEndpoints);
  serveDesk(app, engine, 'createSiteEndpoint', createSiteEndpoint);
  serveDesk(app, engine, 'removeSiteEndpoint', removeSiteEndpoint);
  serveDesk(app, engine, 'listSiteDeliveries', listDeliveries);
  serveDesk(app, engine, 'redeliverSiteEvent', redeliverSiteEvent);

  serveSupply(app, engine);
  serveAdmin(app, engine);
  serveAgents(app, engine);
  serveRecords(app, engine);

  serveDesk(app, engine, 'listUndeliveredOrders', listUndelivered);
  serveDesk(app, engine, 'getHealth', getHealth);
  serveDesk(app, engine, 'listQuarantinedCallbacks', listQuarantined);
  serveDesk(app, engine, 'listReconciliations', listReconciliations);
  serveDesk(app, engine, 'listLedgerProofs', listLedgerProofs);

  serveDesk(app, engine, 'listSupplierDisputes', listDeskDisputes);
  serveDesk(app, engine, 'getSupplierDispute', getDeskDispute);
  serveDesk(app, engine, 'answerSupplierDispute', answerSupplierDispute);
  serveDesk(app, engine, 'addSupplierEvidence', addDeskEvidence);
  serveDesk(app, engine, 'appealSupplierDispute', appealSupplierDispute);
  serveDesk(app, engine, 'readSupplierEvidence', readDeskEvidence);
  serveDesk(app, engine, 'listAdminDisputes', listDeskDisputes);
  serveDesk(app, engine, 'getAdminDispute', getDeskDispute);
  serveDesk(app, engine, 'decideDispute', decideDispute);
  serveDesk(app, engine, 'addAdminEvidence', addDeskEvidence);
  serveDesk(app, engine, 'readAdminEvidence', readDeskEvidence);
}
