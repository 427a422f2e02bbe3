import type { Settings } from '../loader/settings.ts';
import { isKnownAttribute, knownAttributes } from './known-attributes.ts';

const choices: Record<string, RegExp> = {
  product: /^prd_[0-7][0-9a-hjkmnp-tv-z]{25}$/,
  site: /^pk_(test|live)_/,
  ref: /^[A-Z0-9]{4,16}$/,
  mode: /^(redirect|overlay|inline)$/,
  theme: /^(light|dark|auto)$/,
  lang: /^(zh|en|ja|ar)\b/i,
  quantity: /^[1-9]\d{0,4}$/,
};

/** Everything that can be seen to be wrong with an installation by looking at the page, each in a sentence. */
export function inspectPage(page: Document, settings: Settings): string[] {
  const found: string[] = [];
  const scripts = [...page.scripts].filter((script) => /\/embed\/v[\w.-]+\/kameng\.js/.test(script.src));
  if (scripts.length > 1)
    found.push(`The script is on the page ${scripts.length} times. Once is enough; the rest is ignored.`);
  if (!settings.pool)
    found.push(
      'The pool is unknown: keep the script at its own address, or add data-kameng-pool="https://…" to the merged script.',
    );
  if (page.defaultView?.crossOriginIsolated)
    found.push('The page is cross-origin isolated (COEP), where no frame of ours can load: buttons redirect.');
  for (const [name, value] of Object.entries(settings)) {
    if (choices[name] && value !== undefined && !choices[name].test(String(value)))
      found.push(misfit('The script tag', name, String(value)));
  }
  for (const element of page.querySelectorAll<HTMLElement>(Object.keys(knownAttributes).join()))
    found.push(...inspectElement(element, settings));
  return [...new Set(found)];
}

function inspectElement(element: HTMLElement, settings: Settings): string[] {
  const tag = element.localName;
  const found: string[] = [];
  for (const { name, value } of element.attributes) {
    const plain = name.replace(/^data-/, '');
    if (!isKnownAttribute(tag, name)) found.push(`<${tag}> has no attribute “${name}”.`);
    else if (choices[plain] && knownAttributes[tag]?.includes(plain) && !choices[plain].test(value))
      found.push(misfit(`<${tag}>`, name, value));
  }
  const read = (name: string) => element.getAttribute(name) ?? element.dataset[name];
  const needsProduct =
    tag === 'kameng-buy' || tag === 'kameng-product' || (tag === 'kameng-checkout' && !read('checkout'));
  if (needsProduct && !read('product')) found.push(`<${tag}> names no product.`);
  if (tag === 'kameng-buy' && !element.querySelector('a[href],button'))
    found.push(
      '<kameng-buy> has no link inside: without our script it is nothing. Put <a href="…/buy/prd_…"> into it.',
    );
  if (needsProduct && !read('checkout') && !(read('site') ?? read('ref') ?? settings.site ?? settings.ref)) {
    found.push(`<${tag}> has neither site nor ref: the pool lets nobody’s page frame a checkout, so it redirects.`);
  }
  return found;
}

function misfit(where: string, name: string, value: string): string {
  if (value.startsWith('sk_'))
    return `${where} carries a SECRET key in “${name}”. Revoke it now and use the publishable one, pk_….`;
  return `${where}: “${name}” cannot be “${value}”.`;
}
