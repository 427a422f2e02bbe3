/** Browsers inside other apps: they kill new tabs and cannot come back from a payment app into a frame. */
const inApp = /MicroMessenger|AlipayClient|\bQQ\/|Weibo|aweme|FBA[NV]|Instagram|Line\//;

/** Whether the checkout opens over the page: on a desktop, or wherever the page asks for it and a frame can work. */
export function wantsOverlay(mode: string | undefined): boolean {
  const fits = mode ? mode !== 'redirect' : matchMedia('(pointer:fine) and (min-width:768px)').matches;
  return fits && !self.crossOriginIsolated && !inApp.test(navigator.userAgent);
}
