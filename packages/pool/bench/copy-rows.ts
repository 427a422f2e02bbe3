import { createReadStream } from 'node:fs';
import type { Socket } from 'node:net';
import type { ClientBase, Submittable } from 'pg';

/** As much of pg's connection as COPY needs. */
interface CopyConnection {
  stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `COPY … FROM STDIN` of a file, by PostgreSQL's protocol, never holding more of the file than the socket takes. */
export function copyRows(client: ClientBase, text: string, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | undefined;
    async function send(connection: CopyConnection): Promise<void> {
      for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
        connection.sendCopyFromChunk(chunk as Buffer);
        if (connection.stream.writableNeedDrain)
          await new Promise((drained) => connection.stream.once('drain', drained));
      }
      connection.endCopyFrom();
    }
    const nothing = () => {};
    const copy: Submittable & Record<string, unknown> = {
      submit: (connection: unknown) => (connection as CopyConnection).query(text),
      handleCopyInResponse: (connection: CopyConnection) => void send(connection),
      handleError: (error: Error) => (failed = error),
      handleReadyForQuery: () => (failed ? reject(failed) : resolve()),
      handleCommandComplete: nothing,
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handleEmptyQuery: nothing,
      handlePortalSuspended: nothing,
    };
    client.query(copy);
  });
}
