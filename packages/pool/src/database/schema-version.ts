import { join } from 'node:path';
import { readMigrations } from './read-migrations.ts';

/** The pool's migrations. */
export const migrationsDir = join(import.meta.dirname, '..', '..', 'migrations');

/** The number of the newest migration this code was written for; read when the process starts, since an upgrade may change the files. */
export const schemaVersion = readMigrations(migrationsDir).length;
