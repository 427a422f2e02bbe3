import { type Logger, type LoggerOptions, pino } from 'pino';
import { logError } from './log-error.ts';

const names: Record<number, string> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warning', 50: 'error', 60: 'fatal' };

/** A log for the person at the keyboard: one line of words a message, and the error's own when there is one. */
export function logPlainly(
  level: NonNullable<LoggerOptions['level']>,
  write: (line: string) => void = console.error,
): Logger {
  return pino(
    { level, base: null, timestamp: false, serializers: { err: logError } },
    { write: (entry: string) => write(toLine(entry)) },
  );
}

function toLine(entry: string): string {
  const {
    level,
    msg,
    err,
    reqId: _,
    ...fields
  } = JSON.parse(entry) as { level: number; msg?: string; err?: { message?: string; stack?: string } } & Record<
    string,
    unknown
  >;
  const facts = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const line = [`${names[level] ?? level}:`, msg ?? '', ...facts].filter(Boolean).join(' ');
  return err ? `${line}\n  ${level >= 50 ? (err.stack ?? err.message) : err.message}` : line;
}
