import type { FieldError } from '@kameng/contract/error';
import { supplyAnswer, type SupplyAnswer } from '@kameng/contract/supply';
import { checkInput, pointerStep } from '../http/check-input.ts';

const errorsMax = 5;

/** The answer in a body, or what is wrong with it; never what it says, for it may hold codes. */
export function parseAnswer(body: unknown): { answer: SupplyAnswer } | { errors: FieldError[] } {
  const offences = checkInput(body, '');
  if (offences.length > 0) return { errors: offences };
  const { data, error } = supplyAnswer.safeParse(body);
  if (data !== undefined) return { answer: data };
  return {
    errors: error.issues.slice(0, errorsMax).map(({ path, code }) => ({
      pointer: path.map((step) => `/${pointerStep(step)}`).join(''),
      code,
    })),
  };
}
