import { defineConfig } from 'vite';
import { devPool } from './dev/dev-pool.ts';
import { poolAddresses } from './dev/pool-addresses.ts';

export default defineConfig({
  base: '/playground/',
  plugins: [poolAddresses(), devPool()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'baseline-widely-available',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // light-dark() as it is
    assetsInlineLimit: 0, // a data: URL would need a hole in the pool's content security policy
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['index.html', 'configure.html', 'blog.html', 'agent.html', 'shelf.html', 'test-goods.html'],
    },
  },
});
