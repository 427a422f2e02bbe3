import type { Document } from '@kameng/contract/desk/verification';

/** A document as lists have it, without what is in it. */
export interface DocumentRow {
  id: string;
  media_type: string;
  bytes: number;
  created_at: Date;
}

export function renderDocument({ created_at, ...row }: DocumentRow): Document {
  return { ...row, created_at: created_at.toISOString() };
}
