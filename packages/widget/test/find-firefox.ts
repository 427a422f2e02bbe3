import { existsSync } from 'node:fs';

/** How to start an installed Firefox, spoken to by WebDriver BiDi; undefined where there is none. */
export function findFirefox(): { browser: 'firefox'; executablePath: string } | undefined {
  const executablePath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { browser: 'firefox', executablePath };
}
