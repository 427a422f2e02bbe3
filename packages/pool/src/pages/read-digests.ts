import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Digests of the widget's files by name, as its build has written them; undefined before there is a build. */
export async function readDigests(folder: string): Promise<Record<string, string> | undefined> {
  const text = await readFile(join(folder, 'integrity.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, string>);
}
