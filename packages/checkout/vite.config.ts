import { defineConfig } from 'vite';
import { squeeze } from './squeeze.config.ts';

/** What the in-app browsers of the last years understand; newer CSS (light-dark) is lowered to it. */
const browsers = ['chrome100', 'edge100', 'firefox100', 'safari16'];

/**
 * What both pages and every purchase need, in one file, since one compresses better than several; the order up to the code is another.
 * The pages' own entries run when loaded, so they stay outside; what few buyers meet comes when it is needed.
 */
const page =
  /node_modules|client\/src\/(request|problem|wait|checkouts)\.|src\/(page|frame|checkout\/(?!main|resume|change|open-fewer)|format\/(show-(money|day)|read-contact|count-saving))|words\/(say|load|choose)|ui\/(field|heading|icon\.|lazy|notice|shell|skeleton)|keep-orders/;

/** The order up to the code, in one file too. A dispute and the page's own entry come apart from it. */
const order =
  /client\/src\/(orders|read-events|stream-order|follow-order)\.|src\/order\/(?!main|read-order|dispute|shrink)|src\/format\/(group-code|show-time)|src\/ui\/(announce|copy-|when)/;

/** A late import in the call that Vite puts round it. */
const wrapped =
  /\b[\w$]+\((?:\(\)=>(import\("[^"]+"\)(?:\.then\(\w+=>\w+\.\w+\))?)|async\(\)=>\{const\{[^}]*\}=await\(?(import\("[^"]+"\))\)?;return\{[^}]*\}\}),\[\]\)/g;

export default defineConfig({
  base: '/checkout/',
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
  plugins: [
    {
      // Calls of `h` weigh less than those of the automatic runtime, and bring no second module.
      name: 'jsx-by-h',
      enforce: 'pre',
      transform: (code, id) => (id.endsWith('.tsx') ? `import { h, Fragment } from 'preact';\n${code}` : undefined),
    },
    {
      // Preloading the parts of a late chunk is not worth its code here: what they share is on the page already.
      name: 'no-preload',
      enforce: 'pre',
      load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
      generateBundle: {
        order: 'post',
        async handler(_, bundle) {
          for (const chunk of Object.values(bundle)) {
            if (chunk.type === 'chunk') chunk.code = await squeeze(chunk.code.replaceAll(wrapped, '$1$2'));
          }
        },
      },
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
    manifest: true, // tells the size check which late part went where
    minify: 'terser', // 2 % smaller than the built-in one
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 3, unsafe_arrows: true },
      format: { comments: false },
    },
    assetsInlineLimit: 0, // a data: URL would need a hole in the pool's content security policy
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, deps, { hostType }) => (hostType === 'html' ? deps : []),
    },
    reportCompressedSize: false,
    rollupOptions: {
      input: { checkout: 'checkout.html', order: 'order.html', orders: 'orders.html', plain: 'src/styles/plain.css' },
      output: {
        generatedCode: { symbols: false },
        // The pool links plain.css by name from the pages it writes itself.
        assetFileNames: ({ names }) => (names.includes('plain.css') ? 'plain.css' : 'assets/[name]-[hash][extname]'),
        codeSplitting: {
          groups: [
            { name: 'page', test: (id) => page.test(id) && !/uqr|altcha/.test(id), priority: 2 },
            { name: 'order-page', test: order, priority: 1 },
          ],
        },
      },
    },
  },
});
