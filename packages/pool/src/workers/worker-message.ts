/** What the first process tells a worker. */
export type ToWorker =
  | { kind: 'serve'; env: Readonly<Record<string, string | undefined>> }
  /** Finish and end; with a successor on the port new connections go there. */
  | { kind: 'leave'; successor: boolean }
  | { kind: 'metrics'; request: number; text: string | undefined };

/** What a worker tells the first process. */
export type FromWorker =
  | { kind: 'ready' }
  /** Its start failed; `readable` when the message is for the person at the keyboard. */
  | { kind: 'failed'; message: string; readable: boolean }
  | { kind: 'metrics'; request: number };

/** Whether a message is one of ours; Node's cluster and libraries talk over the same pipe. */
export function isOurs(message: unknown): message is { kind: string } {
  return typeof message === 'object' && message !== null && 'kind' in message && typeof message.kind === 'string';
}
