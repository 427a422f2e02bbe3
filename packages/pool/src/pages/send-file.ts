import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServedFile } from './open-folder.ts';

/** Sends a file in the best encoding the browser takes, or says that what it has is still the newest. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: ServedFile): FastifyReply {
  void reply.header('etag', file.etag).header('vary', 'accept-encoding').header('x-content-type-options', 'nosniff');
  if (isFresh(request.headers['if-none-match'], file.etag)) return reply.code(304).send();
  const accepted = request.headers['accept-encoding'] ?? '';
  const takes = (encoding: string) =>
    new RegExp(`(^|[ ,])${encoding}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))|,|$)`, 'i').test(accepted);
  void reply.type(file.type);
  if (file.br && takes('br')) return reply.header('content-encoding', 'br').send(file.br);
  if (file.gzip && takes('gzip')) return reply.header('content-encoding', 'gzip').send(file.gzip);
  // Said outright, so that nothing behind this compresses again what was asked for plain.
  return reply.header('content-encoding', 'identity').send(file.identity);
}

function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  // A proxy that compresses makes the tag weak; it still names the same file.
  return ifNoneMatch?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) === true;
}
