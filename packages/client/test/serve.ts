import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Serves `answer` on a free port until the test ends, and keeps what it was asked. */
export async function serve(
  t: { after: (stop: () => Promise<void>) => void },
  answer: (response: ServerResponse, seen: Seen, count: number) => void,
): Promise<{ pool: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body });
      answer(response, seen.at(-1)!, seen.length);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  return { pool: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers with a problem of the contract. */
export function problem(
  response: ServerResponse,
  status: number,
  code: string,
  retry: string,
  headers: Record<string, string> = {},
): void {
  json(
    response,
    status,
    { type: 'about:blank', title: code, status, detail: `why ${code}`, code, retry, request_id: 'req_1' },
    headers,
  );
}
