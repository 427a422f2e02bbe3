import { closeHosts, equal, ok, openHost, pool, until } from '../../test/host.ts';
import { inspectPage } from './inspect-page.ts';

const product = 'prd_01k0testgame00000000000001';

describe('data-debug', () => {
  afterEach(closeHosts);

  it('names what is wrong, and nothing when nothing is', async () => {
    const good = `<kameng-buy product="${product}" class="x" data-ref="DEMO01" id="a" aria-label="b"><a href="${pool}/buy/${product}">Buy</a></kameng-buy><kameng-catalog columns="3" site="pk_test_1"></kameng-catalog><kameng-order lang="zh-CN"></kameng-order>`;
    const bad = `<kameng-buy product="12" colour="red" mode="popup"></kameng-buy><kameng-product site="sk_live_1"></kameng-product>`;
    const host = await openHost('', { script: null });
    const inspect = (html: string) => {
      host.document.body.innerHTML = html;
      return inspectPage(host.document, { pool });
    };
    equal(inspect(good), []);
    equal(inspect(bad), [
      '<kameng-buy>: “product” cannot be “12”.',
      '<kameng-buy> has no attribute “colour”.',
      '<kameng-buy>: “mode” cannot be “popup”.',
      '<kameng-buy> has no link inside: without our script it is nothing. Put <a href="…/buy/prd_…"> into it.',
      '<kameng-buy> has neither site nor ref: the pool lets nobody’s page frame a checkout, so it redirects.',
      '<kameng-product> carries a SECRET key in “site”. Revoke it now and use the publishable one, pk_….',
      '<kameng-product> names no product.',
    ]);
  });

  it('is loaded by the attribute and by nothing else, and speaks on the console', async () => {
    const calm = await openHost('<kameng-buy></kameng-buy>');
    await until(() => calm.window.Kameng, 'window.Kameng');
    ok(
      !calm.window.performance.getEntriesByType('resource').some(({ name }) => name.endsWith('debug.js')),
      'not loaded',
    );
    const host = await openHost('<kameng-buy></kameng-buy>', { script: null });
    const said: string[] = [];
    host.window.console.warn = (text: string) => void said.push(text);
    const script = host.document.createElement('script');
    Object.assign(script, { src: `${pool}/embed/v1/kameng.js` });
    script.setAttribute('data-debug', '');
    host.document.head.append(script);
    await until(() => said.some((text) => text === 'Kameng: <kameng-buy> names no product.'), 'a word');
    const here = encodeURIComponent(host.window.location.origin + host.window.location.pathname);
    equal(
      said.filter((text) => text.includes('/doctor?')),
      [`Kameng: more, and how to mend it: ${pool}/doctor?url=${here}`],
    );
  });
});
