/**
 * Flags of Node for each process that serves, in MiB. A process that serves lives on 60 MB, but left to itself V8 lets garbage grow to
 * many times that before it looks for any, because the machine has more.
 */
export const memoryFlags: readonly string[] = ['--max-semi-space-size=16', '--max-old-space-size=400'];
