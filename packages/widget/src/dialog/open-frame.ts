import { connectFrame, createChannel } from './connect-frame.ts';
import { relay } from './relay.ts';
import type { Progress } from './relay.ts';

/** What the frame's holder wants to know. */
export interface FrameHolder {
  /** The frame has answered; the time for that was not over. */
  onHello: () => void;
  /** The frame shows its content. */
  onReady: () => void;
  /** The frame has nothing more to show. */
  onClose: () => void;
  /** The frame did not come: `frame_timeout`, or `frame_blocked` by the page's policy. */
  onRefused: (code: string) => void;
  tell: (name: string, detail: object) => void;
}

export interface CheckoutFrame {
  element: HTMLIFrameElement;
  channel: string;
  progress: Progress;
  post: (message: object) => void;
  /** Asks the frame to close. False when there is nobody to ask, or the last question was not answered. */
  askToClose: () => boolean;
  stop: () => void;
}

const defaultPatienceMs = 8000;
/** Tallest frame a page makes room for; beyond it the frame scrolls. */
const maxHeight = 4000;
const minHeight = 320;

/** Makes the checkout's frame and everything that listens for it; `stop` takes all of it back. */
export function openFrame(pool: string, patienceMs: number | undefined, holder: FrameHolder): CheckoutFrame {
  const channel = createChannel();
  const progress: Progress = { order: null, status: undefined, told: new Set() };
  const element = document.createElement('iframe');
  element.allow = 'clipboard-write; payment; publickey-credentials-get';
  element.height = '520';
  let isThere = false;
  let isAsked = false;

  const line = connectFrame(element, { origin: pool, channel }, (message) => {
    if (message.type === 'hello') {
      isThere = true;
      clearTimeout(timer);
      holder.onHello();
    } else if (message.type === 'ready') {
      holder.onReady();
    } else if (message.type === 'resize') {
      isAsked = false; // it has shown something: its answer to the question
      element.height = `${Math.min(Math.max(Number(message.height) || 0, minHeight), maxHeight)}`;
    } else {
      relay(message, progress, holder.tell);
      if (message.type === 'close') holder.onClose();
    }
  });
  const onViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (/^(frame|child)-src/.test(effectiveDirective) && blockedURI.startsWith(pool)) holder.onRefused('frame_blocked');
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  const timer = setTimeout(() => holder.onRefused('frame_timeout'), patienceMs ?? defaultPatienceMs);

  return {
    element,
    channel,
    progress,
    post: line.post,
    askToClose: () => {
      if (!isThere || isAsked) return false;
      isAsked = true;
      line.post({ type: 'close_requested' });
      return true;
    },
    stop: () => {
      clearTimeout(timer);
      document.removeEventListener('securitypolicyviolation', onViolation);
      line.stop();
      element.remove();
    },
  };
}
