import { query } from '../shell/route.ts';
import { keep, readKept } from '../storage/kept.ts';

const kept = 'invited_by';

/** Keeps who invited a new agent while signing in leads away from the address that says it. */
export function keepInviter(): void {
  const { invited_by } = query.value;
  if (invited_by && /^[A-Za-z0-9]{4,16}$/.test(invited_by)) keep(kept, invited_by.toUpperCase());
}

/** Referral ID of who invited; undefined when nobody did. */
export function inviter(): string | undefined {
  keepInviter();
  return readKept(kept) ?? undefined;
}

/** The invitation is used. */
export function forgetInviter(): void {
  keep(kept, null);
}
