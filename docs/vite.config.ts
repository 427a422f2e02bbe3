import { defineConfig } from 'vite';
import { staticPages } from './site/static-pages.ts';

export default defineConfig({
  base: '/docs/',
  appType: 'custom',
  plugins: [staticPages(import.meta.dirname)],
  build: {
    target: 'baseline-widely-available',
    // Pages are read with JavaScript off too; what is here only adds search and copying.
    rolldownOptions: { input: 'site/site.ts' },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
