import { createId } from '@kameng/contract/id';
import type { ErrorCode } from '@kameng/contract/error';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError } from '../api-error.ts';
import { describeProblem } from './send-problem.ts';

const codeOfPlatformError: Record<string, ErrorCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_too_slow',
  HPE_HEADER_OVERFLOW: 'head_too_large',
};

/** Answers what never became a request: one that does not arrive in time, has a head without end, or is not HTTP. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const refusal = new ApiError(codeOfPlatformError[error.code ?? ''] ?? 'invalid_request');
    const problem = describeProblem(refusal, createId('event').replace('evt_', 'req_'));
    const body = JSON.stringify(problem);
    socket.write(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nconnection: close\r\ncache-control: no-store\r\n` +
        `content-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}
