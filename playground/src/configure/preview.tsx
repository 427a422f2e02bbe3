import { useLayoutEffect, useRef } from 'preact/hooks';
import { buildEmbed, type EmbedNode } from './build-embed.ts';
import { settings } from './settings.ts';
import { words } from './words.ts';

/** The embed itself, made new whenever a setting changes, as a page would make it. */
export function Preview() {
  const place = useRef<HTMLDivElement>(null);
  const now = settings.value;
  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return;
    const { root, script, tokens } = buildEmbed(now, location.origin, now.text || words.textDefault);
    const element = toElement(root);
    // A page has one script tag; here the referral it would carry is put on the one link that it would change.
    const ref = script.find(([name]) => name === 'data-ref')?.[1];
    if (ref !== undefined && element instanceof HTMLAnchorElement) element.href = withRef(element.href, ref);
    for (const [name, value] of tokens) element.style.setProperty(name, value);
    box.replaceChildren(element);
  }, [now]);
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      <p class="why">{words.previewWhy}</p>
      <div class="stage" data-element={now.element} data-theme={now.theme || undefined} ref={place} />
    </section>
  );
}

function toElement(node: EmbedNode): HTMLElement {
  const element = document.createElement(node.tag);
  for (const [name, value] of node.attributes) element.setAttribute(name, value);
  element.append(...node.children.map((child) => (typeof child === 'string' ? child : toElement(child))));
  return element;
}

function withRef(href: string, ref: string): string {
  const url = new URL(href);
  url.searchParams.set('ref', ref);
  return url.href;
}
