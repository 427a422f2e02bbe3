import { defineConfig } from 'vite';

/** What the in-app browsers of the last years understand; newer CSS (light-dark) is lowered to it. */
const browsers = ['chrome100', 'edge100', 'firefox100', 'safari15.4'];

export default defineConfig({
  base: '/checkout/',
  build: {
    target: browsers,
    assetsInlineLimit: 0, // a data: URL would need a hole in the pool's content security policy
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { checkout: 'checkout.html', order: 'order.html', plain: 'src/styles/plain.css' },
      output: {
        // The pool links plain.css by name from the pages it writes itself.
        assetFileNames: ({ names }) => (names.includes('plain.css') ? 'plain.css' : 'assets/[name]-[hash][extname]'),
      },
    },
  },
});
