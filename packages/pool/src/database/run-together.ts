import type { ClientBase } from 'pg';
import { writeArray } from './write-array.ts';

/** A prepared statement and what it is given; statements of one name have one text. */
export interface Statement {
  name: string;
  text: string;
  values: readonly unknown[];
}

type Prepared = Pick<Statement, 'name' | 'text'>;

/** By the names of the statements that were put together; which go together is written in code, so they are few. */
const together = new Map<string, Prepared>();

/**
 * Runs statements as one, which costs both sides a fraction of what they cost one by one. They all see the tables as they were
 * before, so none may need what another writes.
 */
export async function runTogether(client: ClientBase, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return;
  const values = statements.flatMap((statement) => statement.values.map(asParameter));
  await client.query({ ...prepare(statements), values });
}

function asParameter(value: unknown): unknown {
  return Array.isArray(value) ? writeArray(value) : value;
}

function prepare(statements: readonly Statement[]): Prepared {
  if (statements.length === 1) return { name: statements[0]!.name, text: statements[0]!.text };
  const key = statements.map(({ name }) => name).join(' | ');
  let prepared = together.get(key);
  if (prepared === undefined) {
    prepared = { name: `together ${together.size}`, text: combine(statements) };
    together.set(key, prepared);
  }
  return prepared;
}

/** https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING: each part runs once and to its end. */
function combine(statements: readonly Statement[]): string {
  let before = 0;
  const texts = statements.map(({ text, values }) => {
    const shift = before;
    before += values.length;
    return text.replaceAll(/\$(\d+)/g, (_, place: string) => `$${Number(place) + shift}`);
  });
  const parts = texts.slice(0, -1).map((text, index) => `part${index} AS (${text})`);
  return `WITH ${parts.join(', ')} ${texts.at(-1)!}`;
}
