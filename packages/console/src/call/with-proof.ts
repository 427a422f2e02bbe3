import { askStepUp } from '../shell/step-up.ts';
import { Refusal } from './refusal.ts';

/** Does something of signing in that may ask who is there; then asks, and does it again. Throws Refusal. */
export async function withProof<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'step_up_required' || !(await askStepUp())) throw error;
    return act();
  }
}
