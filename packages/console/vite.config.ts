import { organisationKinds, roles, scopesOf } from '@kameng/contract/desk-roles';
import { deskRoutes } from '@kameng/contract/desk-routes';
import { defineConfig } from 'vite';

/** What nearly every page brings and weighs little: in one file it compresses better than in ten. */
const smallParts =
  /console\/src\/(parts\/(use-load|tiles|date-range|page-head|copy|change-of|next-steps)\.|words\/show|payout\/(money-split|payout-words)\.)/;

const desksModule = 'virtual:desks';

export default defineConfig({
  base: '/console/',
  plugins: [
    {
      // What the app needs of the contract at run time, as plain data: the schemas stay on the server.
      name: 'desks',
      resolveId: (id) => (id === desksModule ? `\0${desksModule}` : undefined),
      load: (id) => (id === `\0${desksModule}` ? describeDesks() : undefined),
    },
  ],
  // `pnpm dev` shows the app against a running pool.
  server: { proxy: { '/v1': process.env['KAMENG_POOL'] ?? 'http://localhost:4000' } },
  build: {
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0, // a data: URL would need a hole in the pool's content security policy
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { console: 'console.html' },
      output: { codeSplitting: { groups: [{ name: 'parts', test: smallParts }] } },
    },
  },
});

function describeDesks(): string {
  const calls = Object.fromEntries(
    Object.entries(deskRoutes).map(([name, { method, path }]) => [name, `${method} ${path}`]),
  );
  const scopes = Object.fromEntries(
    organisationKinds.map((kind) => [kind, Object.fromEntries(roles.map((role) => [role, scopesOf(kind, role)]))]),
  );
  return `export const calls = ${JSON.stringify(calls)};\nexport const scopes = ${JSON.stringify(scopes)};`;
}
