import { logIn, openBrowser } from './open-browser.ts';
import type { DatabaseKind } from './open-database.ts';
import { openPool, type Pool } from './open-pool.ts';
import { openShop, type Shop } from './open-shop.ts';

export const databaseKind = (process.env.WORDPRESS_TEST_DATABASE ?? 'mariadb') as DatabaseKind;

export const game = 'prd_01k0dem0game00000000000001';
export const course = 'prd_01k0dem0c0rs00000000000001';
export const lastThree = 'prd_01k0dem01ast00000000000001';
export const soldOut = 'prd_01k0dem0n0ne00000000000001';
/** Test products that force what their names say. */
export const forced = {
  partial: 'prd_01k0dem0test00000000000002',
  priceMoved: 'prd_01k0dem0test00000000000003',
  slow: 'prd_01k0dem0test00000000000004',
  down: 'prd_01k0dem0test00000000000005',
};

/** A row of the plugin's table of purchases. */
export interface Line {
  id: number;
  item_id: number;
  state: string;
  reason: string;
  delivered: number;
  quantity: number;
  pool_order: string;
  reference: string;
  max_minor: number;
  attempts: number;
  next_at: number;
  claimed_until: number;
  revealed_at: number;
  closed_at: number;
  mailed_at: number;
}

/** A demo pool, a shop with the plugin, its owner at a browser, and what tests ask them. */
export type Trade = Awaited<ReturnType<typeof openTrade>>;

/** Opens both; connected to the pool's sandbox, and with these products in the shop, unless the test does that itself. */
export async function openTrade({ connect = true, products = [] }: { connect?: boolean; products?: string[] }) {
  const pool = await openPool();
  const opened: { close(): Promise<void> }[] = [pool];
  try {
    const shop = await openShop(databaseKind);
    opened.unshift(shop);
    process.stdout.write(`${shop.woocommerce} on WordPress ${shop.version}, ${databaseKind}\n`);
    const browser = await openBrowser();
    opened.unshift(browser);
    const owner = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    owner.setDefaultTimeout(30_000);
    await logIn(owner, shop);
    const questions = askShop(shop);
    const ids: Record<string, number> = {};
    if (connect) connectShop(shop, pool);
    for (const id of products) ids[id] = questions.importProduct(id);
    return {
      pool,
      shop,
      browser,
      owner,
      /** Products of the shop by their ids at the pool. */
      ids,
      ...questions,
      ...askPool(pool),
      ...actInShop(shop, ids),
      page: (tab: string) => `${shop.url}/wp-admin/admin.php?page=kameng-shop&tab=${tab}`,
      notice: async () => (await owner.locator('.kameng-notice').textContent()) ?? '',
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

async function closeAll(opened: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const each of opened) await each.close();
}

function connectShop(shop: Shop, pool: Pool): void {
  const said = shop.php(
    `update_option( 'kameng_settings', array( 'pool' => '${pool.url}' ) ); Kameng\\Store\\ShopSettings::save( array_merge( Kameng\\Store\\ShopSettings::all(), array( 'mode' => 'sandbox', 'sandbox_pool' => '${pool.url}', 'sandbox_key' => 'sk_test_demo' ) ) ); echo Kameng\\Store\\Webhooks::join( 'sandbox' );`,
  );
  if (said !== '') throw new Error(`the pool refuses the shop: ${said}`);
}

function askShop(shop: Shop) {
  const json = <Value>(code: string) => JSON.parse(shop.php(`echo wp_json_encode( ${code} );`)) as Value;
  return {
    json,
    linesOf: (order: number) => json<Line[]>(`Kameng\\Line\\LineTable::of_order( ${order} )`),
    notesOf: (order: number) =>
      json<string[]>(`wp_list_pluck( wc_get_order_notes( array( 'order_id' => ${order} ) ), 'content' )`),
    statusOf: (order: number) => shop.php(`echo wc_get_order( ${order} )->get_status();`),
    linkOf: (order: number) => shop.php(`echo Kameng\\View\\CodesLink::for_mail( wc_get_order( ${order} ) );`),
    importProduct(id: string): number {
      const made = json<{ result: string; id: number }>(
        `Kameng\\Catalog\\ImportProduct::run( '${id}', false, 'publish' )`,
      );
      if (made.result !== 'made') throw new Error(`${id} was not imported: ${made.result}`);
      return made.id;
    },
  };
}

function askPool(pool: Pool) {
  async function ask<Answer>(path: string): Promise<Answer> {
    const answer = await fetch(`${pool.url}${path}`, {
      // PHP runs while this process waits: a connection kept open would be closed by then.
      headers: { Authorization: 'Bearer sk_test_demo', Connection: 'close' },
    });
    return (await answer.json()) as Answer;
  }
  return {
    ask,
    priceOf: async (product: string) =>
      (await ask<{ price: { amount_minor: number } }>(`/v1/products/${product}`)).price.amount_minor,
    /** What the shop paid for purchases so far; a refund of another test's order, which may come late, is no part of it. */
    async spent(): Promise<number> {
      type Page = { data: { kind: string; amount: { amount_minor: number } }[]; next_cursor: string | null };
      let sum = 0;
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page = await ask<Page>(`/v1/ledger_entries?limit=100${cursor && `&cursor=${cursor}`}`);
        for (const { kind, amount } of page.data) if (kind === 'payment') sum -= amount.amount_minor;
        cursor = page.next_cursor;
      }
      return sum;
    },
  };
}

function actInShop(shop: Shop, ids: Record<string, number>) {
  const set = (name: string, value: string) =>
    shop.php(
      `update_option( 'kameng_shop', array_merge( get_option( 'kameng_shop' ), array( '${name}' => '${value}' ) ) );`,
    );
  return {
    /** A paid order made by the shop itself, and its id. */
    paidOrder: (product: string, quantity = 1, pay = true) =>
      Number(
        shop.php(
          `$order = wc_create_order(); $order->add_product( wc_get_product( ${ids[product]} ), ${quantity} ); $order->set_billing_email( 'owner-made@example.com' ); $order->calculate_totals(); $order->save(); ${pay ? '$order->payment_complete();' : ''} echo $order->get_id();`,
        ),
      ),
    /** What wc_create_refund says: `refunded`, or why not. */
    refund: (order: number, quantity: number, amount = 0) =>
      shop.php(
        `$order = wc_get_order( ${order} ); $items = $order->get_items(); $item = reset( $items ); $amount = ${amount} ?: round( $item->get_total() / $item->get_quantity() * ${quantity}, 2 ); $lines = ${quantity} ? array( $item->get_id() => array( 'qty' => ${quantity}, 'refund_total' => $amount ) ) : array(); $made = wc_create_refund( array( 'order_id' => ${order}, 'amount' => $amount, 'line_items' => $lines ) ); echo is_wp_error( $made ) ? $made->get_error_message() : 'refunded';`,
      ),
    set,
    pointPoolTo: (url: string) => set('sandbox_pool', url),
    /** The hourly look, when the time of an order's lines has come. */
    comeDue: (order: number) =>
      shop.php(
        `global $wpdb; $wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_at = 1 WHERE order_id = %d', Kameng\\Line\\LineTable::name(), ${order} ) ); do_action( 'kameng_sweep' );`,
      ),
  };
}

/** The first code on a page of codes. */
export const codeIn = (html: string) => /<dd><code>([^<]+)<\/code>/.exec(html)?.[1];
