import { totalmem } from 'node:os';
import type { ClusterPlace } from './place-cluster.ts';

/** Names and values as in postgresql.conf. */
export type ServerSettings = Readonly<Record<string, string>>;

const MEBIBYTE = 1024 * 1024;

/** The settings of an embedded server: durable always, reachable only through its socket, sized for a small machine. */
export function chooseSettings(place: ClusterPlace, overrides: ServerSettings = {}): ServerSettings {
  const memoryMb = Math.floor(totalmem() / MEBIBYTE);
  return {
    // Nothing listens on any network address; the 0700 directory is the password.
    listen_addresses: '',
    unix_socket_directories: `"${place.run.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '100',

    // Money is written here: a commit that was answered is on the disk.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',

    shared_buffers: `${clamp(Math.floor(memoryMb / 8), 64, 512)}MB`,
    effective_cache_size: `${clamp(Math.floor(memoryMb / 2), 128, 8192)}MB`,
    wal_compression: 'on',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    jit: 'off',
    // Parallel queries need /dev/shm, of which a container has 64 MB, and our queries are short.
    max_parallel_workers_per_gather: '0',

    // A transaction left open holds back every clean-up (measured: ten times slower claims).
    idle_in_transaction_session_timeout: '60s',

    timezone: 'UTC',
    log_timezone: 'UTC',
    // Refused statements are the client's to report; their details may name what was refused, so they stay out of the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...overrides,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
