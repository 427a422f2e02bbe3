import { scopes } from 'virtual:desks';
import type { Scope } from '@kameng/contract/desk-roles';
import type { Me } from '@kameng/contract/desk/account';
import { computed, signal } from '@preact/signals';
import { keep, readKept } from '../storage/kept.ts';

const kept = 'organisation';

/** Who is signed in: `undefined` while that is asked, `null` when nobody is. */
export const me = signal<Me | null | undefined>(undefined);

const chosen = signal(readKept(kept));

/** The organisation one is at work for; undefined for somebody who belongs to none. */
export const organisation = computed(() => {
  const all = me.value?.organisations ?? [];
  return all.find(({ id }) => id === chosen.value) ?? all[0];
});

/** Goes to work for another organisation of one's own. */
export function chooseOrganisation(id: string): void {
  chosen.value = id;
  keep(kept, id);
}

/** Whether the role one has there holds a scope; decides what is shown, never what is allowed. */
export function may(scope: Scope): boolean {
  const at = organisation.value;
  return at !== undefined && scopes[at.kind][at.role].includes(scope);
}

/** The pool said that nobody is signed in. */
export function signedOut(): void {
  me.value = null;
}
