import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../test/find-chromium.ts';

/** Lighthouse's categories, 0 to 100, and the audits behind its performance. */
export interface Scores {
  performance: number;
  accessibility: number;
  best_practices: number;
  lcp_ms: number;
  tbt_ms: number;
  cls: number;
}

type Lighthouse = (
  url: string,
  flags: object,
) => Promise<{
  lhr: { categories: Record<string, { score: number | null }>; audits: Record<string, { numericValue?: number }> };
}>;

/** Runs Lighthouse, installed in `folder`, with its own mobile preset, `rounds` times on each page in turn; each value is the median. */
export async function measureLighthouse(
  folder: string,
  urls: Record<string, string>,
  rounds: number,
): Promise<Record<string, Scores>> {
  const entry = join(folder, 'node_modules', 'lighthouse', 'core', 'index.js');
  const { default: lighthouse } = (await import(pathToFileURL(entry).href)) as { default: Lighthouse };
  const browser = await startBrowser();
  try {
    const found: Record<string, Scores[]> = {};
    for (let round = 0; round < rounds; round += 1)
      for (const [name, url] of Object.entries(urls))
        (found[name] ??= []).push(await ask(lighthouse, url, browser.port));
    return Object.fromEntries(Object.entries(found).map(([name, list]) => [name, medianOf(list)]));
  } finally {
    browser.close();
  }
}

async function ask(lighthouse: Lighthouse, url: string, port: number): Promise<Scores> {
  const onlyCategories = ['performance', 'accessibility', 'best-practices'];
  const { lhr } = await lighthouse(url, { port, onlyCategories, logLevel: 'silent' });
  const score = (name: string) => 100 * (lhr.categories[name]?.score ?? Number.NaN);
  const value = (name: string) => lhr.audits[name]?.numericValue ?? Number.NaN;
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    best_practices: score('best-practices'),
    lcp_ms: value('largest-contentful-paint'),
    tbt_ms: value('total-blocking-time'),
    cls: value('cumulative-layout-shift'),
  };
}

function medianOf(list: readonly Scores[]): Scores {
  const middle = (name: keyof Scores) =>
    list.map((each) => each[name]).toSorted((left, right) => left - right)[Math.floor(list.length / 2)] ?? Number.NaN;
  const names = Object.keys(list[0] ?? {}) as (keyof Scores)[];
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as unknown as Scores;
}

/** A browser that Lighthouse can drive: it wants a port, which the other measurements do without. */
async function startBrowser(): Promise<{ port: number; close: () => void }> {
  const { executablePath, args } = await findChromium();
  const profile = mkdtempSync(join(tmpdir(), 'kameng-lighthouse-'));
  const child = spawn(
    executablePath,
    [...args, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const close = () => {
    child.once('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
    child.kill();
  };
  for await (const line of createInterface({ input: child.stderr })) {
    const port = /^DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(line)?.[1];
    if (port === undefined) continue;
    child.stderr.resume();
    return { port: Number(port), close };
  }
  close();
  throw new Error('The browser for Lighthouse did not start.');
}
