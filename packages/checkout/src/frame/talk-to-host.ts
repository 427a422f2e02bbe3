import type { Money, OrderStatus } from '@kameng/client/browser';
import { shakeHands } from './shake-hands.ts';
import type { FrameWindow, Host } from './shake-hands.ts';

/** All that may leave the frame: an opaque order reference, a status, a price. Never code, contact, token or secret. */
export interface HostMessages {
  ready: object;
  resize: { height: number };
  quote: { product: string; quantity: number; amount: Money };
  order: { order: string; status: OrderStatus };
  status: { order: string; status: OrderStatus };
  close: { order?: string; status?: OrderStatus };
  error: { code: string };
}

export interface HostLine {
  /** Whether the page is inside another one. */
  framed: boolean;
  tell<Type extends keyof HostMessages>(type: Type, message: HostMessages[Type]): void;
}

export interface HostWishes {
  onCloseRequested: () => void;
  onTheme: (theme: unknown, tokens: unknown) => void;
}

/** Most messages kept for a host that has not answered yet. */
const maxPending = 32;

/** Opens the line to the host; messages sent before the handshake wait for it. */
export function talkToHost(frame: FrameWindow, host: Host, wishes: HostWishes): HostLine {
  const pending: object[] = [];
  let port: MessagePort | undefined;
  shakeHands(frame, host, (opened) => {
    port = opened;
    port.addEventListener('message', ({ data }: MessageEvent<{ type?: unknown; theme?: unknown; tokens?: unknown }>) => {
      if (data?.type === 'close_requested') wishes.onCloseRequested();
      if (data?.type === 'theme') wishes.onTheme(data.theme, data.tokens);
    });
    port.start();
    for (const message of pending.splice(0)) port.postMessage(message);
  });
  return {
    framed: true,
    tell(type, message) {
      const whole = { type, ...message };
      if (port) port.postMessage(whole);
      else if (pending.length < maxPending) pending.push(whole);
    },
  };
}

/** The line of a page that stands on its own. */
export const noHost: HostLine = { framed: false, tell() {} };
