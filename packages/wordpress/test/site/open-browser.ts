import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { administrator, type Site } from './open-site.ts';

const installed = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium that this machine has, or nothing. */
export const browserPath = installed.find((path) => path !== undefined && existsSync(path));

export function openBrowser(): Promise<Browser> {
  // Chromium's sandbox refuses to run for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ args, ...(browserPath === undefined ? {} : { executablePath: browserPath }) });
}

/** Logs in as the owner of the site does. */
export async function logIn(page: Page, site: Site): Promise<void> {
  await page.goto(`${site.url}/wp-login.php`);
  await page.locator('#user_login').fill(administrator.name);
  await page.locator('#user_pass').fill(administrator.password);
  await page.locator('#wp-submit').click();
  await page.waitForURL(/wp-admin/);
}
