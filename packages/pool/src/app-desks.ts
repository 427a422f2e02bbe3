import type { FastifyInstance } from 'fastify';
import { acceptInvitation } from './account/accept-invitation.ts';
import { changeMember } from './account/change-member.ts';
import { createDeskKey } from './account/create-desk-key.ts';
import { endSession } from './account/end-session.ts';
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
import type { Engine } from './engine.ts';
import { serveDesk } from './http/serve-desk.ts';
import { listLedgerProofs } from './ledger/list-ledger-proofs.ts';
import { listQuarantined } from './payment/list-quarantined.ts';
import { listReconciliations } from './payment/list-reconciliations.ts';
import { listUndelivered } from './payment/list-undelivered.ts';

/** Every call of the desks, and signing in to them. */
export function serveDesks(app: FastifyInstance, engine: Engine): void {
  serveAuth(app, engine);

  serveDesk(app, engine, 'getMe', getMe);
  serveDesk(app, engine, 'stepUp', stepUp);
  serveDesk(app, engine, 'setPassword', setPassword);
  serveDesk(app, engine, 'listSessions', listSessions);
  serveDesk(app, engine, 'endSession', endSession);
  serveDesk(app, engine, 'acceptInvitation', acceptInvitation);
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

  serveDesk(app, engine, 'listUndeliveredOrders', listUndelivered);
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
