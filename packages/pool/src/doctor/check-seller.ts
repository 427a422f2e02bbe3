import { idSchema } from '@kameng/contract/id';
import type { Product } from '@kameng/contract/product';
import { ApiError } from '../api-error.ts';
import { readProduct } from '../catalog/get-product.ts';
import type { Engine } from '../engine.ts';
import { resolveRef } from '../referral/resolve-ref.ts';
import { findSiteByKey } from '../site/authenticate.ts';
import { originAllowed } from '../site/check-origin.ts';
import { find, type Finding } from './finding.ts';
import { type Installation, readBuyLink } from './installation.ts';

/** Names of each kind that are looked up for one page. */
const namesMax = 20;
const productId = idSchema('product');

/** Asks the pool about the keys, referral IDs and products that the page names. */
export async function checkSeller(engine: Engine, installation: Installation): Promise<Finding[]> {
  const { url, page } = installation;
  const named = readNames(installation);
  const found: Finding[] = [];
  for (const key of named.site) {
    const site = await findSiteByKey(engine, key);
    if (site?.kind !== 'publishable') found.push(find('key_unknown', { key }));
    else if (url.origin !== engine.config.url && !originAllowed(site.site, url.origin))
      found.push(find('origin_not_listed', { key, origin: url.origin }));
  }
  for (const ref of named.ref) if (!(await resolveRef(engine, ref))) found.push(find('ref_unknown', { ref }));
  for (const product of named.product) found.push(...(await checkProduct(engine, product)));
  const isOurs = page.elements.length > 0 || named.product.length > 0;
  if (isOurs && url.protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
    found.push(find('page_not_secure'));
  return found;
}

/** Everything the page names, in attributes and in links to a checkout; well-formed ones, each once. */
function readNames(installation: Installation): Record<'site' | 'ref' | 'product', readonly string[]> {
  const { page, scripts } = installation;
  const links = page.links.map((href) => readBuyLink(href, installation)).filter((link) => link !== undefined);
  const tags = [...page.elements, ...scripts.map(({ tag }) => tag)];
  const read = (name: string, shape: RegExp) => {
    const values = [
      ...tags.flatMap(({ attributes }) => [attributes[name], attributes[`data-${name}`]]),
      ...links.map(({ query, product }) => (name === 'product' ? product : query.get(name))),
    ];
    const good = values.filter((value): value is string => typeof value === 'string' && shape.test(value));
    return [...new Set(good)].slice(0, namesMax);
  };
  return {
    site: read('site', /^pk_(test|live)_[\w-]{4,128}$/),
    ref: read('ref', /^[A-Za-z0-9]{4,16}$/),
    product: read('product', /^prd_/),
  };
}

async function checkProduct(engine: Engine, product: string): Promise<Finding[]> {
  const found = productId.safeParse(product).success ? await readOrNothing(engine, product) : undefined;
  if (found === undefined) return [find('product_unknown', { product })];
  return found.stock === 'sold_out' ? [find('product_sold_out', { product, name: found.name })] : [];
}

async function readOrNothing(engine: Engine, id: string): Promise<Product | undefined> {
  try {
    return await readProduct({ ...engine, language: 'en' }, id);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'product_not_found') return undefined;
    throw error;
  }
}
