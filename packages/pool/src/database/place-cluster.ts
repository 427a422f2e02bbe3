import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';
import { findServiceUser, type ServiceUser } from './find-service-user.ts';
import { makeRootHome, ROOT_HOME } from './root-home.ts';

/** Where one embedded cluster lives, and as whom it runs (`null`: as ourselves). */
export type ClusterPlace = {
  /** Holds everything below, the logs and the keeper's lock. */
  home: string;
  /** The PostgreSQL data directory. */
  cluster: string;
  /** The private directory of the sockets: whoever may enter it may use the database. */
  run: string;
  runAs: ServiceUser | null;
};

/** A unix socket path holds 103 bytes on macOS and 107 on Linux. */
const SOCKET_PATH_BYTES_MAX = 100;

/**
 * Decides and creates the directories of the cluster wanted in `dataDir`.
 * As root the data belongs to a service user; where that user cannot go (a checkout below a 0700 home) it lives in
 * /var/lib/kameng/<hash of dataDir> instead. Existing data always wins, so a change of modes never starts an empty shop.
 * Throws EmbeddedError.
 */
export function placeCluster(dataDir: string): ClusterPlace {
  if (process.platform === 'win32' || !process.getuid) {
    throw new EmbeddedError(
      'unsupported_platform',
      'The embedded database runs on Linux and macOS. Set DATABASE_URL to a PostgreSQL server.',
    );
  }
  try {
    return place(realPathOf(resolve(dataDir)), process.getuid());
  } catch (cause) {
    if (cause instanceof EmbeddedError) throw cause;
    const reason = (cause as Error).message;
    throw new EmbeddedError('data_unreachable', `No database can live in ${dataDir}: ${reason}. Set KAMENG_DATA_DIR.`, {
      cause,
    });
  }
}

function place(wanted: string, ownUid: number): ClusterPlace {
  const { home, runAs } = ownUid === 0 ? chooseHomeAsRoot(wanted) : chooseHome(wanted, ownUid);
  makePrivate(home, runAs);
  const uid = runAs?.uid ?? ownUid;
  const nearby = join(home, 'run');
  const fits = Buffer.byteLength(join(nearby, '.s.PGSQL.5432.lock')) <= SOCKET_PATH_BYTES_MAX;
  // Literally /tmp, not TMPDIR: two shells with different TMPDIR must find the same server.
  const run = fits ? nearby : join('/tmp', `kameng-${uid}-${hashOf(home)}`);
  makePrivate(run, runAs);
  requirePrivate(run, uid);
  return { home, cluster: join(home, 'data'), run, runAs };
}

function chooseHome(wanted: string, ownUid: number): { home: string; runAs: null } {
  const owner = ownerOf(wanted) ?? { uid: ownUid };
  const clusterOwner = owner.uid === ownUid ? ownerOf(join(wanted, 'data')) : owner;
  if (clusterOwner && clusterOwner.uid !== ownUid) {
    throw new EmbeddedError(
      'data_of_another_user',
      `The data in ${wanted} belongs to user id ${clusterOwner.uid}, and this is user id ${ownUid}. ` +
        'Start as that user, or set KAMENG_DATA_DIR to a directory of your own.',
    );
  }
  return { home: wanted, runAs: null };
}

function chooseHomeAsRoot(wanted: string): { home: string; runAs: ServiceUser } {
  const apart = join(ROOT_HOME, hashOf(wanted));
  const apartOwner = ownerOf(join(apart, 'data'));
  if (apartOwner) return { home: apart, runAs: apartOwner };

  const wantedOwner = ownerOf(join(wanted, 'data'));
  const runAs = wantedOwner && wantedOwner.uid !== 0 ? wantedOwner : findServiceUser();
  if (canLiveIn(wanted, runAs)) return { home: wanted, runAs };
  if (wantedOwner) {
    throw new EmbeddedError(
      'data_unreachable',
      `There is a database in ${wanted}, but its owner (user id ${runAs.uid}) may no longer enter that directory. ` +
        'Restore the permissions of the directories above it, or set KAMENG_DATA_DIR.',
    );
  }
  makeRootHome();
  return { home: apart, runAs };
}

function canLiveIn(wanted: string, user: ServiceUser): boolean {
  mkdirSync(dirname(wanted), { recursive: true });
  if (!existsSync(wanted)) return canEnter(dirname(wanted), user);
  // An empty volume that was mounted for us usually belongs to root.
  const unused = ownerOf(wanted)?.uid === 0 && readdirSync(wanted).length === 0;
  if (unused && canEnter(dirname(wanted), user)) chownSync(wanted, user.uid, user.gid);
  return canEnter(wanted, user);
}

/** Tried, not computed: group lists, access control lists and mount options all have a say. */
function canEnter(dir: string, user: ServiceUser): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$0"', dir], { ...user, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0
  );
}

function makePrivate(dir: string, owner: ServiceUser | null): void {
  if (existsSync(dir)) return;
  mkdirSync(dirname(dir), { recursive: true });
  mkdirSync(dir, { mode: 0o700 });
  if (owner) chownSync(dir, owner.uid, owner.gid);
}

/** In /tmp somebody else may have made the directory first, to wait for our connections. */
function requirePrivate(dir: string, uid: number): void {
  const found = lstatSync(dir);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new EmbeddedError(
      'data_unreachable',
      `${dir} must be a directory of user id ${uid} with mode 0700. Remove it and start again.`,
    );
  }
}

function ownerOf(path: string): ServiceUser | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? { uid: found.uid, gid: found.gid } : null;
}

/** The real path of something that may not exist yet, so that one directory has one name whichever link led to it. */
function realPathOf(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path);
  return join(realPathOf(dirname(path)), basename(path));
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
