import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { insertRows } from '../database/insert-rows.ts';
import type { MailTemplate } from '../order/order-rows.ts';

/** A mail about an order; whom it goes to is looked up when it is sent. */
export interface NewMail {
  template: MailTemplate;
  order_id: string;
  language: string;
  /** Which link it brings, when it is about no single order. */
  link_id?: string;
}

/** Queues mails in the caller's transaction, with one statement: they go out if and only if it commits. */
export async function queueMails(client: ClientBase, at: Date, mails: readonly NewMail[]): Promise<void> {
  await insertRows(
    client,
    'mail',
    columns,
    mails.map((mail) => ({ ...mail, id: createId('mail', at.getTime()), next_attempt_at: at, created_at: at })),
  );
}

const columns = [
  ['id', 'text'],
  ['template', 'text'],
  ['order_id', 'text'],
  ['language', 'text'],
  ['link_id', 'text'],
  ['next_attempt_at', 'timestamptz'],
  ['created_at', 'timestamptz'],
] as const;
