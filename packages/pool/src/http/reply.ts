import { Readable } from 'node:stream';
import type { Language } from '@kameng/contract/page';
import type { Call } from '@kameng/contract/routes';
import type { FastifyReply } from 'fastify';

/** An answer with a status of its own, when a route has more than one. */
export interface Reply<Body> {
  reply: true;
  status: 200 | 201 | 202 | 204;
  body: Body;
}

export function reply<Body>(status: Reply<Body>['status'], body: Body): Reply<Body> {
  return { reply: true, status, body };
}

/** An answer that is too long to be built first: pieces of one JSON text, which together are what the route answers. */
export interface Streamed<_Body> {
  streamed: AsyncIterable<string>;
}

export function streamed<Body>(pieces: AsyncIterable<string>): Streamed<Body> {
  return { streamed: pieces };
}

export function isStreamed(answer: unknown): answer is Streamed<unknown> {
  return typeof answer === 'object' && answer !== null && 'streamed' in answer;
}

/** Sends what a verb answered as JSON, with the first status of its route when it names none. */
export function sendAnswer(to: FastifyReply, route: Call, language: Language, answer: unknown): FastifyReply {
  const [firstStatus] = Object.keys(route.answers);
  void to.header('vary', 'accept-language, authorization, kameng-ref, origin');
  void to.header('content-language', language);
  if (isStreamed(answer))
    return to.code(Number(firstStatus)).type('application/json; charset=utf-8').send(Readable.from(answer.streamed));
  const { status, body } = isReply(answer) ? answer : { status: Number(firstStatus), body: answer };
  return body === undefined
    ? to.code(status).send()
    : to.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** A path of the contract in Fastify's spelling: `/v1/orders/:id`. */
export function fastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function isReply(answer: unknown): answer is Reply<unknown> {
  return typeof answer === 'object' && answer !== null && 'reply' in answer && answer.reply === true;
}
