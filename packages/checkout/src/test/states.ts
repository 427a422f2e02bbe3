import { checkoutStates } from './checkout-states.ts';
import { frameStates } from './frame-states.ts';
import { orderStates } from './order-states.ts';
import type { Shown } from './shown.ts';

/** Every state of both pages. */
export const states: Record<string, Shown> = { ...checkoutStates, ...orderStates, ...frameStates };
