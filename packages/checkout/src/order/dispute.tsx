import { lazy } from '../ui/lazy.tsx';

/** What a buyer can do about a code that does not work; its code comes when it is first drawn. */
export const DisputePart = lazy(() => import('./dispute-part.tsx').then((file) => file.DisputePart));
