import { query } from '../shell/route.ts';

const kept = 'kameng.invited_by';

/** Keeps who invited a new agent while signing in leads away from the address that says it. */
export function keepInviter(): void {
  const { invited_by } = query.value;
  if (invited_by && /^[A-Za-z0-9]{4,16}$/.test(invited_by)) localStorage.setItem(kept, invited_by.toUpperCase());
}

/** Referral ID of who invited; undefined when nobody did. */
export function inviter(): string | undefined {
  keepInviter();
  return localStorage.getItem(kept) ?? undefined;
}

/** The invitation is used. */
export function forgetInviter(): void {
  localStorage.removeItem(kept);
}
