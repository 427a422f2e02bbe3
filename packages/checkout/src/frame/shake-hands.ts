/** The page that holds this frame, as the frame's address names it. The pool lets only that origin frame the page. */
export interface Host {
  origin: string;
  channel: string;
}

interface Arrival {
  origin: string;
  source: unknown;
  data: unknown;
  ports: readonly MessagePort[];
}

/** The part of `window` the handshake needs. */
export interface FrameWindow {
  parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: 'message', listener: (event: Arrival) => void): void;
  removeEventListener(type: 'message', listener: (event: Arrival) => void): void;
}

/** The port in a host's answer, or nothing when origin, window, channel or shape is not exactly the expected one. */
export function acceptPort(event: Arrival, host: Host, parent: unknown): MessagePort | undefined {
  if (event.origin !== host.origin || event.source !== parent) return undefined;
  const data = event.data as { kameng?: unknown; type?: unknown; channel?: unknown } | null;
  if (data?.kameng !== 1 || data.type !== 'port' || data.channel !== host.channel) return undefined;
  return event.ports.length === 1 ? event.ports[0] : undefined;
}

/**
 * Says hello to the host and calls `onPort` with its first valid answer; every later one is ignored. Without an answer
 * nothing happens and the page works as it does on its own. The hello names nothing but the channel.
 */
export function shakeHands(frame: FrameWindow, host: Host, onPort: (port: MessagePort) => void): void {
  const listen = (event: Arrival) => {
    const port = acceptPort(event, host, frame.parent);
    if (!port) return;
    frame.removeEventListener('message', listen);
    onPort(port);
  };
  frame.addEventListener('message', listen);
  frame.parent.postMessage({ kameng: 1, type: 'hello', channel: host.channel }, host.origin);
}
