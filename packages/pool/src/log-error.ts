/** What a log keeps of an error. */
interface LoggedError {
  type: string;
  message: string;
  stack: string | undefined;
  code?: unknown;
  /** Where in the database, never with which values. */
  table?: unknown;
  constraint?: unknown;
  cause?: LoggedError;
}

/** Causes of causes that are logged. */
const causesMax = 4;

/**
 * An error as a log may have it. PostgreSQL puts whole rows into `detail`, the HTTP parser a whole request into `rawPacket`,
 * so only fields that hold no data are taken over.
 */
export function logError(error: unknown, depth = 0): LoggedError | string {
  if (!(error instanceof Error)) return typeof error;
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code !== undefined && { code }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    ...(error.cause instanceof Error &&
      depth < causesMax && { cause: logError(error.cause, depth + 1) as LoggedError }),
  };
}
