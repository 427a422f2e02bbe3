import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installAnchors } from './install-anchors.ts';

/** `pnpm bench sizes`: our table with the builds of others below it, followed and packed by the same script. */
const anchors: Record<string, string> = {
  'Shopify buy-button-js: button, cart': '@shopify/buy-button-js/dist/buybutton.min.js',
  'Polar embed: overlay of a hosted page': '@polar-sh/checkout/dist/embed.global.js',
  'Stripe.js wrapper, which loads the rest': '@stripe/stripe-js/dist/pure.mjs',
  'PayPal wrapper, which loads the rest': '@paypal/paypal-js/dist/iife/paypal-js.min.js',
  'Web Awesome: a dialog alone': '@awesome.me/webawesome/dist-cdn/components/dialog/dialog.js',
};

const folder = installAnchors([
  '@shopify/buy-button-js',
  '@polar-sh/checkout',
  '@stripe/stripe-js',
  '@paypal/paypal-js',
  '@awesome.me/webawesome',
]);
try {
  const also = Object.entries(anchors).map(([name, file]) => `${name}=${join(folder, 'node_modules', file)}`);
  execFileSync(process.execPath, ['.ci/check-purchase-size.mjs', '--also', ...also], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: 'inherit',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
