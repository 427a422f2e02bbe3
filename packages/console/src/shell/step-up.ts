import { signal } from '@preact/signals';

interface Asking {
  settle: (proven: boolean) => void;
}

/** The open question who is there; the shell shows it as a dialog. */
export const asking = signal<Asking | undefined>(undefined);
let open: Promise<boolean> | undefined;

/** Asks who is there, once however many calls want to know; answers whether it was proven. */
export function askStepUp(): Promise<boolean> {
  open ??= new Promise<boolean>((resolve) => {
    asking.value = { settle: resolve };
  }).finally(() => {
    open = undefined;
    asking.value = undefined;
  });
  return open;
}
