import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';

interface Asking {
  /** What asks; most visits never see it, so it comes when it is wanted. */
  Dialog: FunctionComponent<{ settle: (proven: boolean) => void }>;
  settle: (proven: boolean) => void;
}

/** The open question who is there; the shell shows it as a dialog. */
export const asking = signal<Asking | undefined>(undefined);
let open: Promise<boolean> | undefined;

/** Asks who is there, once however many calls want to know; answers whether it was proven. */
export function askStepUp(): Promise<boolean> {
  open ??= ask().finally(() => {
    open = undefined;
    asking.value = undefined;
  });
  return open;
}

async function ask(): Promise<boolean> {
  const { StepUpDialog } = await import('./step-up-dialog.tsx');
  return new Promise<boolean>((resolve) => {
    asking.value = { Dialog: StepUpDialog, settle: resolve };
  });
}
