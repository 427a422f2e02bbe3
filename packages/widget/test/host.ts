/** Host pages for tests: each is a frame on the tests' own origin, so every test has a page of its own and can look inside. */
export const pool: string = await (await fetch('/pool')).json();

export type HostWindow = Window & typeof globalThis;

export interface Host {
  window: HostWindow;
  document: Document;
  /** Addresses that the page tried to go to; none is followed. */
  left: string[];
  frame: HTMLIFrameElement;
}

interface HostOptions {
  width?: number;
  csp?: string;
  /** Attributes of the script tag; null leaves the tag out. */
  script?: string | null;
}

export const scriptUrl = `${pool}/embed/v1/kameng.js`;

/** Opens a page with our script on it. */
export async function openHost(
  body: string,
  { width = 1000, csp, script = 'async data-site="pk_test_1"' }: HostOptions = {},
): Promise<Host> {
  const tag = script === null ? '' : `<script ${script} src="${scriptUrl}"></script>`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title>${tag}<body>${body}</body></html>`;
  const frame = document.createElement('iframe');
  Object.assign(frame, {
    width: String(width),
    height: '700',
    src: `/host?${new URLSearchParams({ html, ...(csp && { csp }) })}`,
  });
  document.body.append(frame);
  const left: string[] = [];
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  const window = frame.contentWindow as HostWindow;
  window.navigation.addEventListener('navigate', (event) => {
    if (!event.destination.sameDocument) {
      left.push(event.destination.url);
      event.preventDefault();
    }
  });
  return { window, document: window.document, left, frame };
}

/** Takes every page away again. */
export function closeHosts(): void {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
}

/** A bound for what must come at all; how fast is no question of these tests. */
const longestMs = 40_000;

/** Waits until a condition holds and answers with what it found. */
export async function until<Found>(
  find: () => Found | Promise<Found>,
  what = String(find),
): Promise<NonNullable<Exclude<Found, false>>> {
  for (const end = performance.now() + longestMs; performance.now() < end;) {
    const found = await find();
    if (found) return found as NonNullable<Exclude<Found, false>>;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  throw new Error(`never came: ${what}`);
}

/** The API calls the pool has seen since the last question. */
export async function asked(): Promise<string[]> {
  const seen: string[] = await (await fetch(`${pool}/forget`)).json();
  return seen.filter((line) => line.startsWith('GET /v1/'));
}

/** The scripts of ours that were fetched since the last question. */
export async function fetched(): Promise<string[]> {
  const seen: string[] = await (await fetch(`${pool}/forget`)).json();
  return seen.map((line) => /\/embed\/v1\/(\S+)/.exec(line)?.[1] ?? line);
}

/** Keeps the events of ours that reach the page's document. */
export function listen({ document }: Host): { name: string; detail: Record<string, unknown>; from: string }[] {
  const heard: { name: string; detail: Record<string, unknown>; from: string }[] = [];
  for (const name of ['open', 'quote', 'order', 'paid', 'delivered', 'close', 'error']) {
    document.addEventListener(`kameng:${name}`, (event) => {
      const from = event.target === document ? 'document' : (event.target as Element).localName;
      heard.push({ name, detail: (event as CustomEvent).detail, from });
    });
  }
  return heard;
}

/** A click as a person makes it; answers whether the browser would follow the link, and keeps it from doing so. */
export function click(target: Element, init: MouseEventInit = {}): boolean {
  const view = target.ownerDocument.defaultView!;
  const options = { bubbles: true, composed: true, cancelable: true, view, ...init };
  target.dispatchEvent(new view.PointerEvent('pointerover', options));
  let follows = true;
  const last = (event: Event) => {
    follows = !event.defaultPrevented;
    event.preventDefault();
  };
  view.addEventListener('click', last, { once: true });
  target.dispatchEvent(new view.PointerEvent('click', options));
  return follows;
}

/** What one of our elements has drawn. */
export function inside(element: Element | null | undefined, selector: string): HTMLElement | null | undefined {
  return element?.shadowRoot?.querySelector<HTMLElement>(selector);
}

export function equal(actual: unknown, expected: unknown, what = ''): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}\n  actual:   ${left}\n  expected: ${right}`);
}

export function ok(value: unknown, what: string): asserts value {
  if (!value) throw new Error(what);
}
