import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationError } from './migration-error.ts';

export type Migration = { number: number; name: string; sql: string; sha256: string };

/** Reads the files NNNN_name.sql of a folder in order. Throws MigrationError `bad_files`. */
export function readMigrations(dir: string): Migration[] {
  const files = readdirSync(dir).filter((file) => file.endsWith('.sql'));
  const migrations = files.map((file) => read(dir, file)).toSorted((a, b) => a.number - b.number);
  for (const [index, { number, name }] of migrations.entries()) {
    if (number !== index + 1)
      throw new MigrationError('bad_files', `Migration ${name} has number ${number}, and ${index + 1} was expected.`);
  }
  return migrations;
}

function read(dir: string, file: string): Migration {
  const match = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file);
  if (!match) throw new MigrationError('bad_files', `${file} is not named NNNN_name.sql.`);
  // A checkout on Windows may have changed the line ends; that is no edit.
  const sql = readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n');
  return {
    number: Number(match[1]),
    name: match[2] as string,
    sql,
    sha256: createHash('sha256').update(sql).digest('hex'),
  };
}
