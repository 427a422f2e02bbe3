import { html } from 'lit/html.js';
import { goods } from './goods-styles.ts';
import { KamengElement } from './kameng-element.ts';
import { ground } from '../dialog/ground.ts';

/** `<kameng-order>`: a link to the page where a buyer finds an order again. A link written inside the element is kept as it is. */
export class KamengOrder extends KamengElement {
  static override styles = [ground, goods];

  override render() {
    const order = this.getAttribute('order');
    const url = new URL(order ? `/o/${order}` : '/o', this.page.pool);
    url.searchParams.set('lang', this.language);
    return html`<slot
      ><span class="root" dir=${this.direction} lang=${this.language}
        ><a class="button" part="button" href=${url.href}>${this.texts.findOrder}</a></span
      ></slot
    >`;
  }
}
