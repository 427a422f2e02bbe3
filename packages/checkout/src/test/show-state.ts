import type { CDPSession, Page } from 'playwright-core';
import type { FakePool } from './fake-pool.ts';
import { openDialog } from './open-dialog.ts';
import type { Shown, View } from './shown.ts';

/** Where a state is, and the page or the frame in it that is ours. */
interface Stage {
  page: Page;
  view: View;
}

/** Opens a state afresh: nothing is remembered from the one before. */
export async function showState(
  page: Page,
  pool: FakePool,
  shown: Shown,
  query: Record<string, string>,
): Promise<Stage> {
  const { path, pool: prepare, act, until, framed, lost } = shown;
  await forget(page, pool);
  await pretend(page, shown.on);
  prepare?.(pool);
  if (lost) await page.route(lost, (route) => route.abort());
  const url = new URL(framed ? path.replace(/^\/buy\/(\w+)\?/, '/checkout/frame?product=$1&') : path, pool.url);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  const view = framed ? await openDialog(page, pool.url, url) : (await page.goto(url.href), page);
  const tab = (await act?.(view, page)) || undefined;
  await (tab ?? view)
    .locator(until)
    .first()
    .waitFor({ state: until === '[aria-busy=true]' ? 'attached' : 'visible' });
  if (framed && !tab) await waitForSize(page, view);
  return tab ? { page: tab, view: tab } : { page, view };
}

/** The host gives the frame the height it asks for a moment later. */
async function waitForSize(page: Page, view: View): Promise<void> {
  const height = await view.evaluate(() => document.getElementById('root')?.getBoundingClientRect().height ?? 0);
  await page.waitForFunction(
    (height) => (document.querySelector('iframe')?.clientHeight ?? 0) >= height,
    Math.floor(height),
  );
}

/** Makes the next buyer a new one, of a pool in good health. */
async function forget(page: Page, pool: FakePool): Promise<void> {
  const context = page.context();
  await context.setOffline(false);
  await page.unrouteAll();
  for (const other of context.pages()) if (other !== page) await other.close();
  // A frame has no storage of its own here, so that it forgets by itself.
  if (page.url().startsWith(pool.url))
    await page.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
  await page.goto('about:blank');
  pool.reset();
}

const agents = {
  wechat: 'MicroMessenger/8.0.49',
  alipay: 'AlipayClient/10.5.90',
};

/** What a page pretends; it ends with its session. */
const pretending = new WeakMap<Page, CDPSession>();

/** Makes the page's browser one with a finger, on its own or inside an app, or the desktop's again. */
async function pretend(page: Page, on: Shown['on']): Promise<void> {
  await pretending.get(page)?.detach();
  pretending.delete(page);
  if (on === undefined) return;
  const cdp = await page.context().newCDPSession(page);
  pretending.set(page, cdp);
  await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  if (on === 'phone') return;
  const userAgent = `Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 ${agents[on]}`;
  await cdp.send('Emulation.setUserAgentOverride', { userAgent });
}
