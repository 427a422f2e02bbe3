import type { Frame, Page } from 'playwright-core';

declare global {
  interface Window {
    /** What the frame has told its host. */
    heard: { type: string; [field: string]: unknown }[];
    port: MessagePort;
  }
}

/** Opens the page at `url` the way the widget does: on a host of another origin, in a dialog, with the host's half of the handshake. */
export async function openDialog(page: Page, pool: string, url: URL): Promise<Frame> {
  // Another host name is another origin, as a blog is to the pool.
  await page.goto(`${pool.replace('127.0.0.1', 'localhost')}/host`);
  const arrived = page.waitForEvent('framenavigated', (frame) => frame.url().startsWith(pool));
  await page.evaluate(actAsHost, { pool, address: url.href });
  return arrived;
}

function actAsHost({ pool, address }: { pool: string; address: string }): void {
  const channel = 'C'.repeat(22);
  const iframe = document.createElement('iframe');
  const url = new URL(address);
  for (const [name, value] of Object.entries({ mode: 'overlay', origin: location.origin, channel }))
    url.searchParams.set(name, value);
  iframe.src = url.href;
  iframe.title = 'Checkout';
  window.heard = [];
  addEventListener('message', ({ source, data, origin }) => {
    if (origin !== pool || source !== iframe.contentWindow || data.type !== 'hello' || data.channel !== channel) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      window.heard.push(data);
      if (data.type === 'resize') iframe.style.height = `${Math.max(data.height, 200)}px`;
    };
    window.port = port1;
    iframe.contentWindow?.postMessage({ kameng: 1, type: 'port', channel }, pool, [port2]);
  });
  const dialog = document.querySelector('dialog') as HTMLDialogElement;
  dialog.append(iframe);
  dialog.showModal();
}
