import type { FastifyInstance } from 'fastify';
import type { Engine } from './engine.ts';
import { serveDesk } from './http/serve-desk.ts';
import { eraseRecords } from './record/erase-records.ts';
import { exportRecords } from './record/export-records.ts';
import { listRecordRequests } from './record/list-record-requests.ts';
import { openRecordRequest } from './record/open-record-request.ts';
import { refuseRecordRequest } from './record/refuse-record-request.ts';

/** What people may ask about their own data. */
export function serveRecords(app: FastifyInstance, engine: Engine): void {
  serveDesk(app, engine, 'listRecordRequests', listRecordRequests);
  serveDesk(app, engine, 'openRecordRequest', openRecordRequest);
  serveDesk(app, engine, 'exportRecords', exportRecords);
  serveDesk(app, engine, 'eraseRecords', eraseRecords);
  serveDesk(app, engine, 'refuseRecordRequest', refuseRecordRequest);
}
