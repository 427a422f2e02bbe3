import type { BuyerOrigins } from './buyer-origins.ts';

/** Who may show a page in a frame: nobody, or one exact origin. */
export type Ancestor = "'none'" | "'self'" | `http${string}`;

/** What our own pages may do: run our files and talk to us, show the catalogue's pictures, and send a form to a channel that has one. */
export function buyerPolicy(
  ancestor: Ancestor,
  { pictures, forms }: BuyerOrigins = { pictures: [], forms: [] },
): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self'", ...pictures].join(' '),
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    ["form-action 'self'", ...forms].join(' '),
    `frame-ancestors ${ancestor}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** The card that other people's pages frame: our files, no form, and the origins that may show it; none named is anybody. */
export function embedFramePolicy(hosts: readonly string[]): string {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
  return hosts.length > 0 ? `${policy}; frame-ancestors ${hosts.join(' ')}` : policy;
}

/** The docs: the same, without the demand on scripts, which only search a page that is there already. */
export const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/** The playground plays the part of other people's pages, so it embeds the pool from wherever it is told. */
export const playgroundPolicy =
  "default-src 'self'; script-src 'self' http: https:; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; connect-src 'self' http: https:; " +
  "frame-src 'self' http: https:; base-uri 'none'; form-action 'self' http: https:; frame-ancestors 'self'";

/** An agent's storefront: a page without a script, with the catalogue's pictures. */
export function storefrontPolicy(pictures: readonly string[]): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    ["img-src 'self'", ...pictures].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Pages without a script. */
export const plainPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Pictures, should someone open one as a page. */
export const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** Everything a page of money has no use for is switched off; copying a code is what it is for. */
export const permissions =
  'accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), hid=(), ' +
  'magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), browsing-topics=()';
