import { chmodSync, mkdirSync } from 'node:fs';

/** Holds what belongs to the embedded databases of root and cannot live in a checkout. */
export const ROOT_HOME = '/var/lib/kameng';

/** Makes ROOT_HOME, which everyone may pass through. */
export function makeRootHome(): void {
  mkdirSync(ROOT_HOME, { recursive: true });
  // Said outright, because a careful umask would lock the service user out.
  chmodSync(ROOT_HOME, 0o755);
}
