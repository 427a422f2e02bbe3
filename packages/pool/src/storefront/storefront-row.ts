import type { Storefront } from '@kameng/contract/desk/agent';

export interface StorefrontRow {
  slug: string;
  title: string;
  words: string;
  product_ids: string[];
  published: boolean;
  updated_at: Date;
}

export const storefrontColumns = 'slug, title, words, product_ids, published, updated_at';

export function renderStorefront({ updated_at, ...row }: StorefrontRow, url: string): Storefront {
  return { ...row, url: `${url}/s/${row.slug}`, updated_at: updated_at.toISOString() };
}
