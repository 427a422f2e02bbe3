/** What a frame may say over its port. Everything is taken for hostile until read. */
export interface FrameMessage {
  type?: unknown;
  [field: string]: unknown;
}

export interface FrameLine {
  post: (message: object) => void;
  stop: () => void;
}

/**
 * Waits for the frame's hello and answers the first valid one with a port. Valid is exactly: the pool's origin, this frame's window,
 * this frame's channel. From then on only the port is listened to.
 */
export function connectFrame(
  frame: HTMLIFrameElement,
  { origin, channel }: { origin: string; channel: string },
  onMessage: (message: FrameMessage) => void,
): FrameLine {
  const { port1, port2 } = new MessageChannel();
  const answer = ({ data, origin: from, source }: MessageEvent<FrameMessage | null>) => {
    if (from !== origin || source !== frame.contentWindow || !source) return;
    if (data?.kameng !== 1 || data.type !== 'hello' || data.channel !== channel) return;
    removeEventListener('message', answer);
    frame.contentWindow!.postMessage({ kameng: 1, type: 'port', channel }, origin, [port2]);
    onMessage({ type: 'hello' });
  };
  addEventListener('message', answer);
  port1.addEventListener('message', ({ data }: MessageEvent<FrameMessage | null>) => data && onMessage(data));
  port1.start();
  return {
    post: (message) => port1.postMessage(message),
    stop: () => {
      removeEventListener('message', answer);
      port1.close();
    },
  };
}

/** 128 random bits: one frame's own channel, which no other frame or page can guess. */
export function createChannel(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-').padEnd(16, '-');
}
