import type { Money, OrderStatus } from '@kameng/client/browser';
import { thisTab } from './open-pay-tab.ts';
import type { PayTab } from './open-pay-tab.ts';
import type { Guard } from '../frame/guard-confirm.ts';

/** All that may leave a frame: an opaque order reference, a status, a price. Never code, contact, token or secret. */
export interface HostMessages {
  ready: object;
  resize: { height: number };
  quote: { product: string; quantity: number; amount: Money };
  order: { order: string; status: OrderStatus };
  status: { order: string; status: OrderStatus };
  close: { order?: string; status?: OrderStatus };
  error: { code: string };
}

/** The page's line to the page that holds it in a frame. */
export interface HostLine {
  /** Whether the page is inside another one. */
  framed: boolean;
  tell<Type extends keyof HostMessages>(type: Type, message: HostMessages[Type]): void;
  /** The host wants to close: closes, unless a step that needs the buyer's word has put itself here. */
  onClose: () => void;
  /** Prepares the way to a payment page; call it within the click. */
  openTab(text: string): PayTab;
  /** Watches the button that spends money; only a frame needs it. */
  guard?: (button: Element) => Guard;
}

/** The line of a page that stands on its own. */
export const noHost: HostLine = { framed: false, tell() {}, onClose() {}, openTab: () => thisTab };
