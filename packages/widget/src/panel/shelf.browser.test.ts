import { asked, click, closeHosts, equal, inside, listen, ok, openHost, pool, until } from '../../test/host.ts';
import type { Host } from '../../test/host.ts';

const starfall = 'prd_01k0testgame00000000000001';
const cards = (host: Host) => [
  ...(host.document.querySelector('kameng-catalog')?.shadowRoot?.querySelectorAll('kameng-product') ?? []),
];
const titles = (host: Host) =>
  cards(host)
    .map((card) => inside(card, '[part=title]')?.textContent)
    .filter(Boolean);
const shelf = (host: Host, selector: string) => inside(host.document.querySelector('kameng-catalog'), selector);

function type(host: Host, words: string): void {
  const input = shelf(host, 'input') as HTMLInputElement;
  input.value = words;
  input.dispatchEvent(new host.window.Event('input', { bubbles: true }));
}

describe('the shelf', () => {
  beforeEach(async () => void (await asked()));
  afterEach(closeHosts);

  it('shows a skeleton at once, then the goods of its category, in its language, on behalf of its site', async () => {
    const host = await openHost('<kameng-catalog category="games" lang="zh-CN" limit="3"></kameng-catalog>');
    await until(() => cards(host).length === 3 && inside(cards(host)[0], '.bone'), 'skeleton');
    await until(() => titles(host).length === 3, 'cards');
    equal(titles(host), ['星坠 100 元点卡', '苔谷 328 元礼包', '铁潮 30 天月卡']);
    equal(await asked(), ['GET /v1/products?category=games&limit=3&lang=zh-CN Bearer pk_test_1']);
  });

  it('goes on page by page and takes the focus to the first new card', async () => {
    const host = await openHost('<kameng-catalog category="games" limit="3"></kameng-catalog>');
    const more = await until(() => shelf(host, '[part=more]'), 'more');
    more.click();
    await until(() => titles(host).length === 4, 'all four');
    await until(() => !shelf(host, '[part=more]'), 'no more');
    await until(() => cards(host)[3]!.shadowRoot!.activeElement?.textContent === 'Buy', 'focus');
    equal((await asked()).length, 2, 'each page once, no card by itself');
    equal(shelf(host, '[role=status]')?.textContent, 'Showing 4 products');
  });

  it('searches while one types, asks once for the last words, and shows what it has until then', async () => {
    const host = await openHost('<kameng-catalog></kameng-catalog>');
    await until(() => titles(host).length === 10, 'all');
    await asked();
    for (const words of ['s', 'st', 'starf', 'star']) type(host, words);
    ok(titles(host).length === 10, 'still there');
    await until(() => titles(host).length === 1, 'one');
    equal(await asked(), ['GET /v1/products?q=star&limit=12&lang=en Bearer pk_test_1']);
  });

  it('says when nothing matches and leads back to everything', async () => {
    const host = await openHost('<kameng-catalog query="zzzz"></kameng-catalog>');
    const button = await until(() => shelf(host, '[part=empty] button'), 'empty');
    equal((shelf(host, 'input') as HTMLInputElement).value, 'zzzz');
    button.click();
    await until(() => titles(host).length === 10, 'all');
  });

  it('says what support needs to know when the pool fails, and tries again on request', async () => {
    const host = await openHost('<kameng-catalog category="broken"></kameng-catalog>');
    const heard = listen(host);
    const alert = await until(() => shelf(host, '[role=alert]'), 'alert');
    ok(alert.textContent?.includes('req_7f3k'), 'reference');
    await asked();
    alert.querySelector('button')!.click();
    await until(async () => (await asked()).length === 1, 'second try');
    await until(() => heard.length, 'event');
    equal(heard[0], { name: 'error', detail: { code: 'overloaded' }, from: 'kameng-catalog' });
    host.document.querySelector('kameng-catalog')!.setAttribute('category', 'games');
    await until(() => titles(host).length === 4, 'another category');
  });

  it('costs nothing while it is far below the screen', async () => {
    const host = await openHost('<div style="height: 3000px"></div><kameng-catalog category="games"></kameng-catalog>');
    await until(() => cards(host).length === 6, 'skeleton');
    equal(await asked(), []);
    host.document.querySelector('kameng-catalog')!.scrollIntoView();
    await until(() => titles(host).length === 4, 'cards');
  });

  it('survives being moved, and asks again for what a move has cut off', async () => {
    const host = await openHost('<div></div><kameng-catalog category="never"></kameng-catalog>');
    const catalog = await until(() => host.document.querySelector('kameng-catalog:defined'), 'element');
    await until(async () => (await asked()).length === 1, 'first question');
    host.document.querySelector('div')!.append(catalog);
    await until(async () => (await asked()).length === 1, 'second question');
    catalog.setAttribute('category', 'games');
    await until(() => titles(host).length === 4, 'cards');
    host.document.body.append(catalog);
    await until(() => titles(host).length === 4, 'cards stay');
    equal((await asked()).length, 1);
  });

  it('keeps to its columns, and to one on a narrow page', async () => {
    for (const [width, columns, expected] of [
      [1000, '3', 3],
      [1000, '1', 1],
      [1000, '6', 3],
      [320, '3', 1],
    ] as const) {
      const host = await openHost(`<kameng-catalog columns="${columns}"></kameng-catalog>`, { width });
      const grid = await until(() => titles(host).length > 0 && shelf(host, 'ul'), 'grid');
      equal(
        getComputedStyle(grid).gridTemplateColumns.split(' ').length,
        expected,
        `${columns} columns at ${width} px`,
      );
      ok(host.document.documentElement.scrollWidth <= width, 'nothing sticks out');
      closeHosts();
    }
  });
});

describe('the card', () => {
  beforeEach(async () => void (await asked()));
  afterEach(closeHosts);

  const part = (host: Host, name: string) => inside(host.document.querySelector('kameng-product'), `[part=${name}]`);
  const show = async (id: string, attributes = '') => {
    const host = await openHost(
      `<kameng-product product="${id}" ${attributes}><a href="${pool}/buy/${id}">Buy</a></kameng-product>`,
    );
    await until(() => part(host, 'title'), 'card');
    return host;
  };

  it('shows price, list price and saving in the reader’s language with Latin digits', async () => {
    const texts = {
      en: 'Save ¥24 (24%)',
      'zh-CN': '省 ¥24 · 24%',
      'zh-TW': '省 ¥24 · 24%',
      ja: '元 24 お得 (24%)',
      ar: 'وفّر 24 CN¥ (24%)',
    };
    for (const [lang, saving] of Object.entries(texts)) {
      const host = await show(starfall, `lang="${lang}"`);
      const text = await until(
        () => part(host, 'saving')?.textContent?.includes(saving[0]!) && part(host, 'saving')!.textContent!,
        lang,
      );
      equal(text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll(/\s/g, ' '), saving);
      ok(part(host, 'price')!.textContent!.includes('76.00'), 'price');
      closeHosts();
    }
  });

  it('never shows a struck price where that is not lawful or where nothing is saved', async () => {
    for (const id of ['prd_01k0testtick00000000000001', 'prd_01k0testcoup00000000000001']) {
      const host = await show(id);
      ok(!part(host, 'list-price') && !part(host, 'saving'), 'no comparison');
      closeHosts();
    }
  });

  it('says in words when stock is low or gone, and has nothing to click when it is gone', async () => {
    const low = await show('prd_01k0testlast00000000000001');
    equal(part(low, 'stock')?.textContent, 'Few left');
    const none = await show('prd_01k0testnone00000000000001');
    const button = part(none, 'button')!;
    equal(
      [button.textContent, button.getAttribute('href'), button.getAttribute('aria-disabled')],
      ['Sold out', null, 'true'],
    );
    const heard = listen(none);
    click(button);
    equal(heard, []);
  });

  it('opens the checkout of its product, with the focus on its button afterwards', async () => {
    const host = await show(starfall, 'mode="overlay" coupon="SPRING"');
    const heard = listen(host);
    click(part(host, 'button')!);
    const frame = (await until(
      () => inside(host.document.querySelector('kameng-checkout'), '.stage:not(.wait) iframe'),
      'frame',
    )) as HTMLIFrameElement;
    equal(new URL(frame.src).searchParams.get('coupon'), 'SPRING');
    (inside(host.document.querySelector('kameng-checkout'), 'dialog') as HTMLDialogElement).requestClose();
    await until(() => heard.some(({ name }) => name === 'close'), 'close');
    equal(
      heard.map(({ name, from }) => [name, from]),
      [
        ['open', 'kameng-product'],
        ['close', 'kameng-product'],
      ],
    );
    equal(host.document.activeElement?.localName, 'kameng-product');
  });

  it('reads again when its product or language changes', async () => {
    const host = await show(starfall);
    const element = host.document.querySelector<HTMLElement>('kameng-product')!;
    element.lang = 'zh-CN';
    await until(() => part(host, 'title')?.textContent === '星坠 100 元点卡', 'Chinese');
    element.setAttribute('product', 'prd_01k0testgame00000000000002');
    await until(() => part(host, 'title')?.textContent === '苔谷 328 元礼包', 'the other');
    equal((await asked()).length, 3);
  });

  it('says so when there is no such product', async () => {
    const host = await openHost('<kameng-product product="prd_nope"></kameng-product>');
    const alert = await until(() => inside(host.document.querySelector('kameng-product'), '[role=alert]'), 'alert');
    ok(alert.textContent?.includes('req_404'), 'reference');
  });
});

describe('the way to an order', () => {
  afterEach(closeHosts);

  it('is a link to the order page in the page’s language; a link of the page’s own is kept', async () => {
    const host = await openHost(
      '<kameng-order></kameng-order><kameng-order order="ord_1" lang="zh-CN"></kameng-order><kameng-order><a href="#x">Mine</a></kameng-order>',
    );
    const links = await until(() => {
      const found = [...host.document.querySelectorAll('kameng-order')].map(
        (each) => inside(each, 'a') as HTMLAnchorElement,
      );
      return found.every(Boolean) && found;
    }, 'links');
    equal(
      links.slice(0, 2).map(({ href, textContent }) => [href, textContent]),
      [
        [`${pool}/o?lang=en`, 'Find my order'],
        [`${pool}/o/ord_1?lang=zh-CN`, '查找订单'],
      ],
    );
    equal(
      host.document.querySelectorAll('kameng-order')[2]!.shadowRoot!.querySelector('slot')!.assignedElements().length,
      1,
    );
  });
});
