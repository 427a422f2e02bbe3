import { KamengCatalog } from './catalog-element.ts';
import { KamengCheckout } from './checkout-element.ts';
import { KamengOrder } from './order-element.ts';
import { KamengProduct } from './product-element.ts';

/** Every element of the panel by its tag. */
const elements = { product: KamengProduct, catalog: KamengCatalog, checkout: KamengCheckout, order: KamengOrder };

/** Registers the elements, unless another copy of the script was faster. */
export function define(): void {
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(`kameng-${name}`)) customElements.define(`kameng-${name}`, element);
  }
}
