import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDigests } from './read-digests.ts';

/** A version that is kept, with the digests of its files. */
export interface KeptRelease {
  version: string;
  digests: Record<string, string>;
}

/** Versions that the page of files names; older ones are still served. */
const listedMax = 100;

/** The kept releases, newest first. */
export async function listReleases(folder: string): Promise<KeptRelease[]> {
  const names = await readdir(folder).catch(() => []);
  const versions = names.flatMap((name) => /^v(\d+\.\d+\.\d+)$/.exec(name)?.[1] ?? []).toSorted(byVersion);
  const found = await Promise.all(
    versions
      .slice(0, listedMax)
      .map(async (version) => ({ version, digests: await readDigests(join(folder, `v${version}`)) })),
  );
  return found.flatMap(({ version, digests }) => (digests ? [{ version, digests }] : []));
}

function byVersion(left: string, right: string): number {
  return right.localeCompare(left, 'en', { numeric: true });
}
