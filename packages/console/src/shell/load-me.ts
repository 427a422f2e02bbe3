import { signal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Refusal } from '../call/refusal.ts';
import { me } from './me.ts';

/** Why it could not be found out who is signed in. */
export const meFailed = signal<unknown>(undefined);

/** Asks the pool who is signed in. Somebody who came by a link and has a second factor is asked for it. */
export async function loadMe(): Promise<void> {
  try {
    meFailed.value = undefined;
    me.value = await call('getMe');
  } catch (error) {
    if (error instanceof Refusal && ['sign_in_required', 'step_up_required'].includes(error.code)) me.value = null;
    else meFailed.value = error;
  }
}
