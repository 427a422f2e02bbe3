import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { QueuedSubmission, Supplier } from '@kameng/contract/desk/supplier';
import type { ClientBase, Pool } from 'pg';
import { searchPatterns } from '../database/search-patterns.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { findProhibited } from './find-prohibited.ts';
import {
  goodsWords,
  renderSubmission,
  submissionColumns,
  submissionFrom,
  type SubmissionRow,
} from './submission-row.ts';

const queuedColumns = `${submissionColumns}, s.id AS supplier_id, s.name AS supplier_name, s.status AS supplier_status`;

interface QueuedRow extends SubmissionRow {
  supplier_id: string;
  supplier_name: string;
  supplier_status: Supplier['status'];
}

/** Submissions in one state, oldest first, with what of the prohibited goods they sound like. */
export async function listSubmissionQueue(
  ctx: MemberContext,
  { query }: DeskInput<'listSubmissionQueue'>,
): Promise<DeskAnswer<'listSubmissionQueue'>> {
  const [after = ''] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<QueuedRow>(
    `SELECT ${queuedColumns} FROM ${submissionFrom} JOIN supplier s ON s.id = m.supplier_id
     WHERE m.status = $1 AND m.id > $2 AND concat_ws(' ', s.name, ${goodsWords}) ILIKE ALL ($3::text[]) ORDER BY m.id LIMIT $4`,
    [query.status, after, searchPatterns(query.q), query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: await Promise.all(page.map((row) => renderQueued(ctx.db.pool, row))),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}

/** A submission as its reviewer sees it. */
export async function readQueued(client: ClientBase, id: string): Promise<QueuedSubmission> {
  const { rows } = await client.query<QueuedRow>(
    `SELECT ${queuedColumns} FROM submission m JOIN supplier s ON s.id = m.supplier_id WHERE m.id = $1`,
    [id],
  );
  return renderQueued(client, rows[0]!);
}

async function renderQueued(client: Pool | ClientBase, row: QueuedRow): Promise<QueuedSubmission> {
  return {
    ...renderSubmission(row),
    supplier: { id: row.supplier_id, name: row.supplier_name, status: row.supplier_status },
    flags: row.goods ? await findProhibited(client, row.goods) : [],
  };
}
