import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import { chooseLanguage } from '../http/choose-language.ts';
import { allowedMethods } from '../http/allowed-methods.ts';
import { sendProblem } from '../http/send-problem.ts';
import { html } from '../mail/html.ts';
import { plainPolicy } from './page-policy.ts';

/** What a page without a script can have to say. */
const texts = {
  not_found: {
    status: 404,
    en: [
      'There is nothing here',
      'The address may be mistyped, or what it led to is gone. An order can be found with its number and your e-mail address.',
      'Find my order',
    ],
    'zh-CN': ['这里没有内容', '网址可能有误，或内容已不存在。凭订单号和邮箱可以找回订单。', '查找我的订单'],
  },
  frame_refused: {
    status: 403,
    en: [
      'This shop cannot be shown here',
      'The page around it is not on the list of pages that may show it. Nothing was charged.',
      'Find my order',
    ],
    'zh-CN': ['无法在此页面显示', '所在网页不在允许的来源列表中。没有扣款。', '查找我的订单'],
  },
  not_built: {
    status: 503,
    en: [
      'This page is not built yet',
      'Start the pool with pnpm start, or build the pages with pnpm build, and load this page again.',
      'Find my order',
    ],
    'zh-CN': ['页面尚未构建', '请用 pnpm start 启动，或运行 pnpm build 构建页面后重新加载。', '查找我的订单'],
  },
  home: {
    status: 200,
    en: [
      'Kameng',
      'A pool of digital codes for any page, shop or agent. Bought something? Your order is one click away.',
      'Find my order',
    ],
    'zh-CN': ['Kameng 卡盟', '面向网页、网店和代理的数字商品货源池。已经购买？订单就在这里。', '查找我的订单'],
  },
} as const;

/** Sends a page of our own words, without a script and without a frame around it. */
export function sendPlainPage(request: FastifyRequest, reply: FastifyReply, page: keyof typeof texts): FastifyReply {
  const language = chooseLanguage(undefined, request.headers['accept-language']).startsWith('zh') ? 'zh-CN' : 'en';
  const [title, text, link] = texts[page][language];
  const { markup } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/checkout/plain.css" />
      </head>
      <body>
        <main class="page">
          <section class="card stack">
            <h1>${title}</h1>
            <p>${text}</p>
            <p><a href="/o">${link}</a> · <a href="/docs/">${language === 'en' ? 'Docs' : '文档'}</a></p>
          </section>
        </main>
      </body>
    </html> `;
  return reply
    .code(texts[page].status)
    .header('content-security-policy', plainPolicy)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(markup);
}

/** Answers what no route answers: a page for a browser, a problem for a program. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const browser = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
  if (browser && !request.url.startsWith('/v1/')) return sendPlainPage(request, reply, 'not_found');
  const methods = allowedMethods(request.url);
  if (methods.length > 0) void reply.header('allow', methods.join(', '));
  return sendProblem(new ApiError(methods.length > 0 ? 'method_not_allowed' : 'route_not_found'), request, reply);
}
