import { forbids } from './content-policy.ts';
import { find, type Finding } from './finding.ts';
import { type Installation, readOption } from './installation.ts';

/** What the page's own policy, sandbox or isolation takes from an embed. */
export function checkPolicies(installation: Installation): Finding[] {
  const { policies, pool, url, scripts, page } = installation;
  const wanted = { page: url.href, url: pool };
  const found: Finding[] = [];
  const [script] = scripts;
  const ask = (need: Parameters<typeof forbids>[1], path: string, nonce?: string) =>
    forbids(policies, need, { ...wanted, url: pool + path, nonce });

  const tags = new Set(page.elements.map(({ tag }) => tag));
  const reads = tags.has('kameng-product') || tags.has('kameng-catalog');
  const forScript = script && ask('script', script.address.pathname, script.tag.attributes['nonce']);
  if (forScript !== undefined) found.push(find('csp_script', { directive: forScript, pool }));
  const forRead = reads ? ask('connect', '/v1/products') : undefined;
  if (forRead !== undefined) found.push(find('csp_connect', { directive: forRead, pool }));
  const forImage = reads ? ask('image', '/art/x.svg') : undefined;
  if (forImage !== undefined) found.push(find('csp_image', { directive: forImage, pool }));
  const forFrame = opensFrames(installation) ? ask('frame', '/checkout/frame') : undefined;
  if (forFrame !== undefined) found.push(find('csp_frame', { directive: forFrame, pool }));
  for (const { attributes } of page.sheets) {
    const address = URL.parse(attributes['href'] ?? '', url);
    if (address?.origin !== pool) continue;
    const forTheme = ask('style', address.pathname, attributes['nonce']);
    if (forTheme !== undefined) found.push(find('csp_theme', { directive: forTheme, pool, address: address.pathname }));
  }
  const isStyled = page.elements.some(({ attributes }) => 'style' in attributes);
  const forStyle = isStyled ? ask('style_attribute', '/') : undefined;
  if (forStyle !== undefined) found.push(find('csp_style', { directive: forStyle }));
  return [...found, ...checkTrustedTypes(installation), ...checkSandbox(installation), ...checkIsolation(installation)];
}

/** Whether any element here would put a checkout over or into the page; a card in a frame of the page's own counts too. */
function opensFrames(installation: Installation): boolean {
  const { page, pool, url } = installation;
  const framed = page.frames.some(({ attributes }) => URL.parse(attributes['src'] ?? '', url)?.origin === pool);
  return (
    framed ||
    page.elements.some(
      (element) => element.tag !== 'kameng-order' && readOption(installation, element, 'mode') !== 'redirect',
    )
  );
}

/** Lit names its own policy when the panel loads; a list without that name stops it. */
function checkTrustedTypes({ policies }: Installation): Finding[] {
  const isMissing = policies.some((policy) => {
    const names = policy.get('trusted-types');
    return names !== undefined && !names.includes('*') && !names.includes('lit-html');
  });
  return isMissing ? [find('csp_trusted_types', { name: 'lit-html' })] : [];
}

/** What a checkout in a sandbox needs: to run, to be itself, to send its form, to open the payment and let it be free. */
const needed = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox'.split(' ');

function checkSandbox({ policies }: Installation): Finding[] {
  const sandbox = policies.map((policy) => policy.get('sandbox')).find((tokens) => tokens !== undefined);
  const missing = sandbox && needed.filter((token) => !sandbox.includes(token));
  return missing && missing.length > 0 ? [find('csp_sandbox', { tokens: missing.join(' ') })] : [];
}

function checkIsolation({ headers }: Installation): Finding[] {
  const policy = headers['cross-origin-embedder-policy']?.split(';')[0]?.trim() ?? 'unsafe-none';
  return policy === 'unsafe-none' || policy === '' ? [] : [find('isolated', { policy })];
}

/** Frames that somebody made by hand: of a page that no frame may show, or in a sandbox that is too tight. */
export function checkFrames({ page, pool, url }: Installation): Finding[] {
  return page.frames.flatMap(({ attributes }) => {
    const target = URL.parse(attributes['src'] ?? '', url);
    const hasOurScript = /\/embed\/v[\w.-]+\/kameng\.js/.test(attributes['srcdoc'] ?? '');
    if (target?.origin !== pool && !hasOurScript) return [];
    if (target !== null && !hasOurScript && /^\/(buy|o|checkout|r)(\/|$)/.test(target.pathname))
      return [find('frame_of_checkout', { address: target.pathname, pool })];
    const { sandbox } = attributes;
    if (sandbox === undefined) return [];
    const given = sandbox.toLowerCase().split(/\s+/);
    const missing = needed.filter((token) => !given.includes(token));
    return missing.length > 0 ? [find('frame_sandboxed', { tokens: missing.join(' ') })] : [];
  });
}
