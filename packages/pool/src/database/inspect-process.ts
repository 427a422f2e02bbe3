import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this id runs. A dead one whose parent never asked for its exit code does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // "pid (name) state …", and the name may hold anything, parentheses too.
  const state = readProc(pid, 'stat')?.split(') ').at(-1);
  return state === undefined || !state.startsWith('Z');
}

/** The command line of a process, or '' when there is none. */
export function commandOf(pid: number): string {
  const line = readProc(pid, 'cmdline');
  if (line !== null) return line.replaceAll('\0', ' ');
  return (
    spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', timeout: 10_000 }).stdout ?? ''
  );
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}
