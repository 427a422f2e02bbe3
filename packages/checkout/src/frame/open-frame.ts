import type { Opening } from '../checkout/read-opening.ts';
import type { HostLine } from '../page/host-line.ts';
import { readHost } from './read-host.ts';
import { talkToHost } from './talk-to-host.ts';

/** What a page in a frame has more than one on its own: the host its address names, and the line to it. */
export function openFrame(frame: Window): { embed: Opening['embed']; host: HostLine } {
  const embed = readHost(frame.location.search);
  return { embed, host: talkToHost(frame, embed?.host) };
}
