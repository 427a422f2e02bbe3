import { rmSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { buildWidget } from '../test/build-widget.ts';
import { startFakePool } from '../test/fake-pool.ts';
import { findChromium } from '../test/find-chromium.ts';
import { installAnchors } from './install-anchors.ts';
import { measureLighthouse } from './measure-lighthouse.ts';
import { measureDialog, measureLoad } from './measure-page.ts';
import type { Load } from './measure-page.ts';
import { serveSubjects } from './serve-subjects.ts';
import { anchorPackages, makeSubjects } from './subjects.ts';

/**
 * `pnpm bench widget`: a page with three buttons, ours and others', in one browser and one run, at four times the CPU's slowness; a JSON
 * line each, medians, and the difference to the same page with nothing in it; then how long a click takes to paint the dialog, and what
 * Lighthouse thinks of the pages. Only lines of one run compare. Ends with 1 when one of ours is over its gate.
 */
const rounds = 5;
const lighthouseRounds = 3;

/** Milliseconds from a click to a painted dialog. */
const gates = { warm: 100, cold: 600 };

const anchors = installAnchors([...anchorPackages, 'lighthouse']);
const built = buildWidget();
const pool = await startFakePool(built);
const subjects = await makeSubjects(pool.url, anchors);
const served = await serveSubjects(subjects);
const browser = await chromium.launch(await findChromium());
try {
  const loads: Record<string, Load[]> = {};
  // Round by round, so that whatever else the machine does meets all of them alike; the first one warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of Object.keys(subjects)) {
      const load = await measureLoad(browser, `${served.url}/${name}`);
      if (round > 0) (loads[name] ??= []).push(load);
    }
  }
  const bare = medians(loads['nothing'] ?? []);
  for (const [name, list] of Object.entries(loads)) {
    const load = medians(list);
    print({ bench: 'widget', page: name, ...load, script_over_nothing_ms: load.script_ms - bare.script_ms });
  }
  for (const how of ['warm', 'cold'] as const) {
    const painted: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      painted.push(await measureDialog(browser, `${served.url}/kameng`, how === 'cold'));
    const painted_ms = median(painted);
    if (painted_ms > gates[how]) process.exitCode = 1;
    print({
      bench: 'widget',
      page: 'kameng',
      dialog: how === 'cold' ? 'cold, Slow 4G' : how,
      painted_ms,
      gate_ms: gates[how],
    });
  }
  const urls = Object.fromEntries(Object.keys(subjects).map((name) => [name, `${served.url}/${name}`]));
  const scores = await measureLighthouse(anchors, urls, lighthouseRounds);
  const plain = scores['nothing'];
  for (const [name, score] of Object.entries(scores)) {
    const performance_delta = score.performance - (plain?.performance ?? Number.NaN);
    print({ bench: 'widget', page: name, lighthouse: 'mobile', ...score, performance_delta });
    if (name === 'kameng' && performance_delta < -1) process.exitCode = 1;
  }
} finally {
  await browser.close();
  served.close();
  pool.close();
  for (const folder of [anchors, built]) rmSync(folder, { recursive: true, force: true });
}

function medians(loads: readonly Load[]): Load {
  const names = Object.keys(loads[0] ?? {}) as (keyof Load)[];
  return Object.fromEntries(names.map((name) => [name, median(loads.map((load) => load[name]))])) as unknown as Load;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(line: Record<string, string | number>): void {
  const rounded = Object.entries(line).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
  ]);
  console.log(JSON.stringify(Object.fromEntries(rounded)));
}
