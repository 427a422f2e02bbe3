import { defineConfig } from 'vite';

/** What the in-app browsers of the last years understand; newer CSS (light-dark) is lowered to it. */
const browsers = ['chrome100', 'edge100', 'firefox100', 'safari16'];

/** What both pages need from their first moment, and nothing that can wait. */
const base =
  /node_modules|client\/src\/(request|problem|wait)|src\/(page|format\/(show-(money|day)|read-contact))|words\/(say|load|choose)|ui\/(field|heading|icon|lazy|notice|shell|skeleton|stop)|keep-orders|trouble-words|product-line/;

/** The checkout up to the order; what few buyers meet comes when it is needed. It runs when loaded, so nothing of the order's may be in it. */
const buying = /src\/checkout\/(?!resume)|client\/src\/(checkouts|products)/;

export default defineConfig({
  base: '/checkout/',
  plugins: [
    {
      // Preloading the parts of a late chunk is not worth its code here: what they share is on the page already.
      name: 'no-preload-helper',
      enforce: 'pre',
      load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
    },
  ],
  // `pnpm dev` shows a page against a running pool: /checkout/checkout.html?product=prd_…&site=pk_test_demo
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/art', '/sandbox'].map((path) => [path, process.env['KAMENG_POOL'] ?? 'http://localhost:4000']),
    ),
  },
  build: {
    target: browsers,
    assetsInlineLimit: 0, // a data: URL would need a hole in the pool's content security policy
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, deps, { hostType }) => (hostType === 'html' ? deps : []),
    },
    reportCompressedSize: false,
    rollupOptions: {
      input: { checkout: 'checkout.html', order: 'order.html', plain: 'src/styles/plain.css' },
      output: {
        // The pool links plain.css by name from the pages it writes itself.
        assetFileNames: ({ names }) => (names.includes('plain.css') ? 'plain.css' : 'assets/[name]-[hash][extname]'),
        codeSplitting: {
          groups: [
            { name: 'base', test: (id) => base.test(id) && !id.includes('uqr') },
            { name: 'buying', test: buying },
          ],
        },
      },
    },
  },
});
