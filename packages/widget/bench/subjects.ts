import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { file } from './serve-subjects.ts';
import type { Subject } from './serve-subjects.ts';

const product = 'prd_01k0testgame00000000000001';

/** The npm packages that the subjects of others are made of. */
export const anchorPackages = ['@shopify/buy-button-js', '@polar-sh/checkout', 'lit'];

/** What is measured side by side: three buttons of each, as its own documentation embeds them; nothing; an element of bare Lit. */
export async function makeSubjects(pool: string, anchors: string): Promise<Record<string, Subject>> {
  const from = (path: string) => join(anchors, 'node_modules', path);
  const three = (html: string) => html.repeat(3);
  return {
    nothing: { body: '', scripts: {} },
    kameng: {
      body: `<script async src="${pool}/embed/v1/kameng.js" data-site="pk_test_1"></script>${three(
        `<kameng-buy product="${product}" mode="overlay"><a href="${pool}/buy/${product}">Buy</a></kameng-buy>`,
      )}`,
      scripts: {},
    },
    polar: {
      body: `<script defer data-auto-init src="/polar.js"></script>${three(
        '<a href="https://buy.polar.sh/polar_cl_1" data-polar-checkout data-polar-checkout-theme="light">Buy</a>',
      )}`,
      scripts: { '/polar.js': file(from('@polar-sh/checkout/dist/embed.global.js')) },
    },
    shopify: {
      // Its buttons draw themselves after an answer of the shop; without a shop this is loading and starting alone, its cheaper part.
      body: `<script async src="/shopify.js"></script><script>addEventListener('load', () => {
        const client = ShopifyBuy.buildClient({ domain: 'shop.example', storefrontAccessToken: 'x' });
        ShopifyBuy.UI.init(client);
      })</script>${three('<div class="buy"></div>')}`,
      scripts: { '/shopify.js': file(from('@shopify/buy-button-js/dist/buybutton.min.js')) },
    },
    lit: {
      body: `<script async src="/lit.js"></script>${three('<bare-button>Buy</bare-button>')}`,
      scripts: { '/lit.js': await bundleLit(anchors) },
    },
  };
}

async function bundleLit(anchors: string): Promise<string> {
  const contents = `import { LitElement, html } from 'lit';
    customElements.define('bare-button', class extends LitElement { render() { return html\`<button>Buy</button>\`; } });`;
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: anchors },
    bundle: true,
    minify: true,
    write: false,
    conditions: ['production'],
  });
  return outputFiles[0]?.text ?? '';
}
