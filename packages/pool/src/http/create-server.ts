import { createId } from '@kameng/contract/id';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Engine } from '../engine.ts';
import { sendNotFound } from '../pages/plain-page.ts';
import { answerClientError } from './answer-client-error.ts';
import { limitHandlers } from './limit-handlers.ts';
import { limitRates } from './limit-rates.ts';
import { sendProblem } from './send-problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name in the contract's route table, for logs and metrics. */
    route?: string;
    writes?: boolean;
  }
}

/** Largest body of any request, in bytes. */
const bodyMax = 256 * 1024;
/** Longest time a handler may take, in milliseconds; streams are not held to it. */
const handlerMaxMs = 20_000;

/** Longest time in which a request has to arrive whole, in milliseconds. */
const requestMaxMs = 30_000;
/** How often connections are looked through for requests that take longer, in milliseconds; Node's own 30 s would double the limit. */
export const connectionsCheckingInterval = 5000;

function timeLimits(requestTimeout: number) {
  return {
    requestTimeout,
    keepAliveTimeout: 65_000,
    http: {
      requestTimeout,
      // The head alone would be given a minute by default.
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.min(connectionsCheckingInterval, requestTimeout),
    },
  };
}

/** An HTTP server with everything that holds for every route; routes are added by `app.ts`. */
export async function createServer(engine: Engine, { requestTimeout = requestMaxMs } = {}): Promise<FastifyInstance> {
  const app = fastify({
    ...timeLimits(requestTimeout),
    clientErrorHandler: answerClientError,
    loggerInstance: engine.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => createId('event').replace('evt_', 'req_'),
    requestIdHeader: false,
    // As many proxies as are ours are believed about who they speak for, counted from the nearest.
    trustProxy: engine.config.trustedProxies === 0 ? false : (_address, hop) => hop < engine.config.trustedProxies,
    bodyLimit: bodyMax,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 256 },
    // A URL that cannot be read ends before any handler; it gets the same kind of answer.
    frameworkErrors: (error, request, reply) =>
      void sendProblem(error, request as FastifyRequest, reply as FastifyReply),
  });

  limitHandlers(app, handlerMaxMs);
  await app.register(helmet, {
    // Pages bring a policy of their own; nothing else is a document.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], sandbox: [] },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: engine.config.environment === 'production',
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cors, {
    origin: true,
    methods: ['GET', 'POST', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'kameng-ref',
      'kameng-human-check',
      'accept-language',
      'last-event-id',
    ],
    exposedHeaders: ['retry-after', 'ratelimit', 'ratelimit-policy', 'content-language'],
    credentials: false,
    maxAge: 7200,
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  // JSON is the one language of the wire; a form on somebody's page can send neither it nor anything else that is read.
  app.removeContentTypeParser('text/plain');
  await limitRates(app, engine);

  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(sendNotFound);
  app.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 ? 'error' : 'debug';
    // The route's pattern, never the URL: a URL can carry what does not belong into a log.
    request.log[level](
      {
        route: request.routeOptions.config.route ?? request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
  return app;
}
