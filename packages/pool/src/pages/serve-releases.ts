import type { FastifyInstance } from 'fastify';
import { chooseLanguage } from '../http/choose-language.ts';
import { html } from '../mail/html.ts';
import type { BuiltFolders } from './built-folders.ts';
import { plainPolicy } from './page-policy.ts';
import { sendPlainPage } from './plain-page.ts';
import { type KeptRelease, listReleases } from './list-releases.ts';
import { readDigests } from './read-digests.ts';

const texts = {
  en: {
    title: 'Widget files',
    text: 'These files never change. A page that names a digest runs this file or none. The address /embed/v1/ follows each release and can carry no digest.',
    snippet: 'The script, pinned',
    earlier: 'Earlier releases',
    file: 'File',
    digest: 'Digest (Subresource Integrity)',
  },
  'zh-CN': {
    title: '组件文件',
    text: '这些文件永不改变。写明校验值的页面只会运行这个文件，否则不运行。/embed/v1/ 随每次发布更新，不能附带校验值。',
    snippet: '固定版本的脚本',
    earlier: '以前的版本',
    file: '文件',
    digest: '校验值（Subresource Integrity）',
  },
} as const;

/** Serves `/embed/`: every file of the newest version with its address and the digest that pins it, and the script of every other one. */
export function serveReleases(app: FastifyInstance, folders: BuiltFolders): void {
  app.get('/embed', (_request, reply) => reply.redirect('/embed/', 308));
  app.get('/embed/', async (request, reply) => {
    const kept = await listReleases(folders.releases);
    const digests =
      kept.find(({ version }) => version === folders.widgetVersion)?.digests ?? (await readDigests(folders.widget));
    if (digests === undefined) return sendPlainPage(request, reply, 'not_built');
    const { lang } = request.query as { lang?: unknown };
    const asked = lang === 'zh-CN' || lang === 'en' ? lang : undefined;
    const language = chooseLanguage(asked, request.headers['accept-language']).startsWith('zh') ? 'zh-CN' : 'en';
    const { markup } = renderReleases(language, folders.widgetVersion, digests, kept);
    return reply
      .header('content-security-policy', plainPolicy)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(markup);
  });
}

function renderReleases(
  language: keyof typeof texts,
  version: string,
  digests: Record<string, string>,
  kept: readonly KeptRelease[],
) {
  const t = texts[language];
  const path = `/embed/v${version}/`;
  const earlier = kept.filter((release) => release.version !== version);
  const pinned = `<script async crossorigin="anonymous" src="https://…${path}kameng.js" integrity="${digests['kameng.js'] ?? ''}"></script>`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${t.title} ${version}</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/checkout/plain.css" />
        <link rel="stylesheet" href="/pages/releases.css" />
      </head>
      <body>
        <main class="page broad">
          <div class="card stack">
            <h1>${t.title} ${version}</h1>
            <p>${t.text}</p>
            <h2 id="pinned">${t.snippet}</h2>
            <pre role="region" aria-labelledby="pinned" tabindex="0"><code>${pinned}</code></pre>
            ${table(
              t,
              Object.entries(digests).map(([name, digest]) => ({ name, address: path + name, digest })),
            )}
            ${
              earlier.length > 0 &&
              html`<h2>${t.earlier}</h2>
                ${table(
                  t,
                  earlier.map(({ version: old, digests: list }) => ({
                    name: `v${old}/kameng.js`,
                    address: `/embed/v${old}/kameng.js`,
                    digest: list['kameng.js'] ?? '',
                  })),
                )}`
            }
          </div>
        </main>
      </body>
    </html> `;
}

function table(t: (typeof texts)[keyof typeof texts], rows: readonly Record<'name' | 'address' | 'digest', string>[]) {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${t.file}</th>
        <th scope="col">${t.digest}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, address, digest }) =>
          html`<tr>
            <td><a href="${address}">${name}</a></td>
            <td><code>${digest}</code></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
