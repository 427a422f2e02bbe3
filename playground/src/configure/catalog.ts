import type { Product, ProductPage } from '@kameng/contract/product';
import { signal } from '@preact/signals';

type Catalog = { status: 'loading' } | { status: 'failed' } | { status: 'ready'; products: Product[] };

/** The pool's goods, for the list to choose from. */
export const catalog = signal<Catalog>({ status: 'loading' });

/** Reads the first hundred products in the page's language. */
export async function loadCatalog(site: string): Promise<void> {
  catalog.value = { status: 'loading' };
  try {
    const query = new URLSearchParams({ limit: '100', lang: document.documentElement.lang });
    const response = await fetch(`/v1/products?${query}`, { headers: site ? { authorization: `Bearer ${site}` } : {} });
    if (!response.ok) throw new Error(`the catalogue answered ${response.status}`);
    const page = (await response.json()) as ProductPage;
    catalog.value = { status: 'ready', products: page.data };
  } catch (error) {
    console.error(error);
    catalog.value = { status: 'failed' };
  }
}
