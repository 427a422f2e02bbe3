import { existsSync } from 'node:fs';

/** How to start the browser: an installed Chromium if there is one, else the one from npm, which also runs without root and display. */
export async function findChromium(): Promise<{ executablePath: string; args: string[] }> {
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  if (installed) return { executablePath: installed, args };
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), args: chromium.args };
}
