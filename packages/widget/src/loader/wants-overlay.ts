import type { BuyOptions } from './options.ts';

/** Browsers inside other apps: they kill new tabs and cannot come back from a payment app into a frame. */
const inApp = /MicroMessenger|AlipayClient|\bQQ\/|Weibo|aweme|FBA[NV]|Instagram|Line\//;

/**
 * Whether the checkout opens over the page: on a desktop, or wherever the page asks for it and a frame can work. The pool lets only
 * pages frame it that a site or an agent answers for.
 */
export function wantsOverlay({ mode, site, ref }: BuyOptions): boolean {
  const fits = mode ? mode !== 'redirect' : !matchMedia('(pointer:coarse),(max-width:767px)').matches;
  return Boolean(fits && (site || ref)) && !self.crossOriginIsolated && !inApp.test(navigator.userAgent);
}
