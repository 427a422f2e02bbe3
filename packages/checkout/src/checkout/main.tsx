import { giveUp } from '../page/give-up.ts';
import { openPage } from './open-page.tsx';

/** Not awaited at the top: late parts import this module's neighbours, which would then wait for themselves. */
const root = document.getElementById('root') as HTMLElement;
openPage(root).catch((error: unknown) => {
  giveUp(root);
  throw error;
});
