import { scopes } from 'virtual:desks';
import type { Role } from '@kameng/contract/desk-roles';
import { organisation } from '../shell/me.ts';
import { roleWords } from '../shell/role-words.ts';

/** The roles one can give: those that may do nothing that one may not do oneself. */
export function roleChoices(): [role: Role, name: string][] {
  const at = organisation.value;
  if (!at) return [];
  const mine: readonly string[] = scopes[at.kind][at.role];
  return (Object.keys(roleWords) as Role[])
    .filter((role) => scopes[at.kind][role].every((scope) => mine.includes(scope)))
    .map((role) => [role, roleWords[role]]);
}
