import type { QueuedVerification, Verification } from '@kameng/contract/desk/verification';
import type { OrganisationKind } from '@kameng/contract/desk-roles';
import type { Keys } from '../keys/keys.ts';
import { open, seal } from '../stock/code-cipher.ts';
import { createHmac } from 'node:crypto';

export const verificationColumns =
  'v.id, v.subject, v.country, v.status, v.provider, v.result, v.reference, v.message, v.created_at, v.decided_at';

export interface VerificationRow extends Omit<Verification, 'created_at' | 'decided_at'> {
  created_at: Date;
  decided_at: Date | null;
}

export function renderVerification({
  id,
  subject,
  country,
  status,
  provider,
  result,
  reference,
  message,
  created_at,
  decided_at,
}: VerificationRow): Verification {
  return {
    id,
    subject,
    country,
    status,
    provider,
    result,
    reference,
    message,
    created_at: created_at.toISOString(),
    decided_at: decided_at?.toISOString() ?? null,
  };
}

/** Columns of a verification `v` of an organisation `g` as the operator sees it. */
export const queuedColumns = `${verificationColumns}, g.id AS organisation_id, g.name AS organisation_name, g.kind AS organisation_kind,
  EXISTS (SELECT FROM verification o WHERE o.number_fingerprint = v.number_fingerprint AND o.status = 'verified'
    AND o.organisation_id <> v.organisation_id) AS number_known`;

export interface QueuedRow extends VerificationRow {
  organisation_id: string;
  organisation_name: string;
  organisation_kind: OrganisationKind;
  number_known: boolean;
}

export function renderQueued(row: QueuedRow): QueuedVerification {
  return {
    ...renderVerification(row),
    organisation: { id: row.organisation_id, name: row.organisation_name, kind: row.organisation_kind },
    number_known: row.number_known,
  };
}

/** What an applicant claims, as it lies sealed until the decision. */
export interface SealedClaim {
  legal_name: string;
  number: string;
}

export function sealClaim(keys: Keys, id: string, { legal_name, number }: SealedClaim): Buffer {
  return seal(keys.document, Buffer.from(JSON.stringify({ legal_name, number })), id);
}

export function openClaim(keys: Keys, id: string, sealed: Buffer): SealedClaim {
  return JSON.parse(open(keys.document, sealed, id).toString()) as SealedClaim;
}

/** By which the same number is known again, however it is written. */
export function fingerprintNumber(keys: Keys, country: string, number: string): Buffer {
  const normalised = number
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
  return createHmac('sha256', keys.contactFingerprint).update(`identity ${country} ${normalised}`).digest();
}
