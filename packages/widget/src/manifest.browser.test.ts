import { click, closeHosts, equal, inside, ok, openHost, pool, until } from '../test/host.ts';
import { knownAttributes } from './debug/known-attributes.ts';

interface Named {
  name: string;
}
interface Declaration {
  tagName: string;
  attributes: Named[];
  cssParts: Named[];
  cssProperties: Named[];
  events: Named[];
}

const manifest: { modules: { declarations: Declaration[] }[] } = await (await fetch('/custom-elements.json')).json();
const declarations = manifest.modules.flatMap((module) => module.declarations);
const names = (list: Named[]) => list.map(({ name }) => name).toSorted();
const starfall = 'prd_01k0testgame00000000000001';

describe('custom-elements.json', () => {
  afterEach(closeHosts);

  it('lists the attributes that are read', () => {
    equal(
      Object.fromEntries(declarations.map(({ tagName, attributes }) => [tagName, names(attributes)])),
      Object.fromEntries(Object.entries(knownAttributes).map(([tag, list]) => [tag, list.toSorted()])),
    );
  });

  it('lists the parts and custom properties that are there', async () => {
    const host =
      await openHost(`<kameng-product product="prd_01k0testlast00000000000001"></kameng-product><kameng-catalog category="games" limit="2"></kameng-catalog><kameng-catalog query="zzzz"></kameng-catalog>
      <kameng-checkout product="${starfall}" mode="inline" coupon="silent"></kameng-checkout><kameng-order></kameng-order><kameng-buy mode="overlay" product="${starfall}"><a href="${pool}/buy/${starfall}">Buy</a></kameng-buy>`);
    const { document } = host;
    host.window.Kameng?.configure({ patienceMs: 10 });
    await until(
      () =>
        inside(document.querySelector('kameng-product'), '[part=title]') &&
        inside(document.querySelector('kameng-catalog'), '[part=more]') &&
        inside(document.querySelector('kameng-catalog[query]'), '[part=empty]'),
      'goods',
    );
    await until(() => inside(document.querySelector('kameng-checkout'), '[part=button]'), 'refused panel');
    host.window.Kameng?.configure({ patienceMs: 8000 });
    click(document.querySelector('kameng-buy a')!);
    await until(() => inside(document.querySelector('body > kameng-checkout:last-child'), 'dialog[open]'), 'dialog');
    for (const { tagName, cssParts, cssProperties } of declarations.filter((each) => each.tagName !== 'kameng-buy')) {
      const roots = [...document.querySelectorAll(tagName)].map((each) => each.shadowRoot!);
      const parts = new Set(
        roots.flatMap((root) => [...root.querySelectorAll('[part]')].map((each) => each.getAttribute('part')!)),
      );
      for (const each of roots.flatMap((root) => [...root.querySelectorAll('[exportparts]')]))
        for (const part of each.getAttribute('exportparts')!.split(',')) parts.add(part);
      equal([...parts].toSorted(), names(cssParts), `parts of ${tagName}`);
      const inner = roots.flatMap((root) =>
        [...root.querySelectorAll('kameng-product')].map((each) => each.shadowRoot!),
      );
      const css = [...roots, ...inner]
        .flatMap((root) => root.adoptedStyleSheets)
        .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
        .join('');
      const read = new Set([...css.matchAll(/var\((--kameng-[\w-]+)/g)].map(([, name]) => name!));
      const listed = names(cssProperties);
      ok(
        listed.every((name) => read.has(name)),
        `properties of ${tagName} that nothing reads: ${listed.filter((name) => !read.has(name))}`,
      );
      const unlisted = [...read].filter((name) => !listed.includes(name));
      equal(unlisted, [], `properties of ${tagName} that are not listed`);
    }
  });
});
