import { sayAlone } from './say-alone.ts';

/** The page's own texts did not come: says so in the two languages most buyers read, in place of the outline. */
export function giveUp(root: Element): void {
  sayAlone(root, '网络断开了，请刷新本页。 No connection. Please reload this page.');
}
