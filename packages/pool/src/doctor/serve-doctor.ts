import type { FastifyInstance } from 'fastify';
import { ApiError } from '../api-error.ts';
import type { Engine } from '../engine.ts';
import { chooseLanguage } from '../http/choose-language.ts';
import type { BuiltFolders } from '../pages/built-folders.ts';
import { plainPolicy } from '../pages/page-policy.ts';
import { readDigests } from '../pages/read-digests.ts';
import { examinePage, type Examination, type Knowledge } from './examine-page.ts';
import { findings } from './finding.ts';
import { readKnownElements } from './known-elements.ts';
import { renderDoctor } from './render-doctor.ts';
import { type DoctorLanguage, tellFinding } from './words.ts';

interface Query {
  url?: unknown;
  lang?: unknown;
}

const addressMax = 2048;
/** Pages read at once by one process, whoever asks. */
const atOnceMax = 8;

/**
 * Serves `/doctor`, where people enter the address of their page, and `/doctor.json` for programs. Throws `rate_limited` when
 * somebody asks too often, `overloaded` when too many ask at once.
 */
export function serveDoctor(app: FastifyInstance, engine: Engine, folders: BuiltFolders): void {
  let elements: Knowledge['elements'] | undefined;
  let running = 0;
  const examine = async (address: string): Promise<Examination> => {
    if (running >= atOnceMax) throw new ApiError('overloaded', { retryAfterS: 5 });
    running += 1;
    try {
      elements ??= await readKnownElements(folders.widget);
      const release = { version: folders.widgetVersion, digests: (await readDigests(folders.widget)) ?? {} };
      return await examinePage(engine, { elements, release }, address);
    } finally {
      running -= 1;
    }
  };
  // Counted like guesses: each look makes us ask somebody else's server.
  const config = { route: 'doctor' } as const;

  app.get<{ Querystring: Query }>('/doctor', { config }, async (request, reply) => {
    const { address, language } = readQuery(request.query, request.headers['accept-language']);
    const examination = address === '' ? undefined : await examine(address);
    return reply
      .header('content-security-policy', plainPolicy)
      .header('cache-control', 'no-store')
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(renderDoctor({ language, address, examination }).markup);
  });
  app.get<{ Querystring: Query }>('/doctor.json', { config }, async (request, reply) => {
    const { address, language } = readQuery(request.query, request.headers['accept-language']);
    if (address === '') throw new ApiError('invalid_request', { errors: [{ pointer: '/query/url', code: 'missing' }] });
    const { url, counted, findings: found } = await examine(address);
    const told = found.map((finding) => ({
      ...finding,
      weight: findings[finding.id],
      ...tellFinding(finding, language),
    }));
    return reply.header('cache-control', 'no-store').send({ url: url ?? null, counted, findings: told });
  });
}

function readQuery({ url, lang }: Query, accepted: string | undefined): { address: string; language: DoctorLanguage } {
  const address = typeof url === 'string' ? url.trim().slice(0, addressMax) : '';
  const asked = lang === 'en' || lang === 'zh-CN' ? lang : undefined;
  return { address, language: chooseLanguage(asked, accepted).startsWith('zh') ? 'zh-CN' : 'en' };
}
