/** The page's side of the elements: what can be written on them and what they say. */

/** A reference to an order and how far it is. That is all a page learns: never a code, an address or a token. */
export interface OrderProgress {
  order: string;
  status: string;
}

export interface KamengEventMap {
  /** Before a checkout opens; prevent its default to keep it closed. */
  'kameng:open': CustomEvent<{ product: string }>;
  'kameng:quote': CustomEvent<{
    product: string;
    quantity: number;
    amount: { amount_minor: number; currency: string };
  }>;
  'kameng:order': CustomEvent<OrderProgress>;
  'kameng:paid': CustomEvent<OrderProgress>;
  'kameng:delivered': CustomEvent<OrderProgress>;
  /** Empty when nothing was ordered. */
  'kameng:close': CustomEvent<Partial<OrderProgress>>;
  /** With `frame_timeout` and `frame_blocked` a redirect follows; prevent the default to stay. */
  'kameng:error': CustomEvent<{ code: string }>;
}

/** Attributes of everything that sells. `data-ref` is for frameworks that keep `ref` to themselves. */
export interface SaleAttributes {
  site?: string | undefined;
  ref?: string | undefined;
  'data-ref'?: string | undefined;
  coupon?: string | undefined;
  lang?: string | undefined;
  theme?: 'light' | 'dark' | 'auto' | undefined;
  mode?: 'redirect' | 'overlay' | undefined;
}

export interface BuyAttributes extends SaleAttributes {
  product?: string | undefined;
  quantity?: number | string | undefined;
}

export interface CatalogAttributes extends SaleAttributes {
  category?: string | undefined;
  brand?: string | undefined;
  query?: string | undefined;
  columns?: number | string | undefined;
  limit?: number | string | undefined;
}

export interface CheckoutAttributes extends Omit<BuyAttributes, 'mode'> {
  /** An open checkout: `chk_…#cks_…`. */
  checkout?: string | undefined;
  mode?: 'overlay' | 'inline' | undefined;
}

export interface OrderAttributes {
  order?: string | undefined;
  lang?: string | undefined;
  theme?: 'light' | 'dark' | 'auto' | undefined;
}

/** Every element and what can be written on it. */
export interface KamengAttributes {
  'kameng-buy': BuyAttributes;
  'kameng-product': BuyAttributes;
  'kameng-catalog': CatalogAttributes;
  'kameng-checkout': CheckoutAttributes;
  'kameng-order': OrderAttributes;
}

export interface KamengCheckoutElement extends HTMLElement {
  /** Shows the checkout; settles when it is over. */
  show: (trigger?: EventTarget) => Promise<{ status: string; order: string | null }>;
  /** Asks the checkout to close; it may first warn about an open payment. */
  close: () => void;
}

declare global {
  interface HTMLElementTagNameMap {
    'kameng-buy': HTMLElement;
    'kameng-product': HTMLElement;
    'kameng-catalog': HTMLElement;
    'kameng-checkout': KamengCheckoutElement;
    'kameng-order': HTMLElement;
  }
  interface HTMLElementEventMap extends KamengEventMap {}
  interface DocumentEventMap extends KamengEventMap {}
}
