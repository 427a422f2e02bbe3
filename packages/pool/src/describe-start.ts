import { demoDesks, demoPassword, demoShop, demoSite } from '../demo/parties.ts';

/** What a person sees when the pool is up: where everything is and what to sign in with. */
export function describeStart(url: string, { demo, development }: { demo: boolean; development: boolean }): string {
  const rows: [string, string][] = [
    ['Docs', `${url}/docs/`],
    ['API reference', `${url}/docs/api/`],
  ];
  if (development) {
    rows.unshift(
      ['Playground', `${url}/playground/`],
      ['Demo pages', `${url}/playground/blog.html · shelf.html · agent.html`],
    );
    rows.push(['Mail it sent', `${url}/dev/mail`]);
  }
  if (demo) {
    rows.push(
      ['Buy something', `${url}/buy/prd_01k0dem0game00000000000001?site=${demoSite.key}`],
      ['Site key', `${demoSite.key}  (from pages on localhost)`],
      ['Shop key', `${demoShop.key}  (¥1,000,000.00 of test money)`],
      ['Desks', `${url}/console/  password ${demoPassword}`],
      ...demoDesks.map(({ email, key }): [string, string] => ['', `${email}  key ${key}`]),
      ['Agent', `DEMO01  ${url}/r/DEMO01`],
    );
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return [`Kameng is ready: ${url}`, '', ...lines, '', '  Ctrl-C stops it.'].join('\n');
}
