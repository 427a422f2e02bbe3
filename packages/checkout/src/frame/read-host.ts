import type { EmbedMode } from '@kameng/client/browser';
import type { Host } from './shake-hands.ts';

/**
 * The host a frame's address names, or nothing. Only an exact http(s) origin and a whole channel id will do: `*` or a path would let
 * anybody listen.
 */
export function readHost(search: string): { host: Host; mode: EmbedMode } | undefined {
  const query = new URLSearchParams(search);
  const origin = query.get('origin') ?? '';
  const channel = query.get('channel') ?? '';
  if (!/^[\w-]{16,64}$/.test(channel) || !/^https?:/.test(origin) || !URL.canParse(origin)) return undefined;
  if (new URL(origin).origin !== origin) return undefined;
  return { host: { origin, channel }, mode: query.get('mode') === 'inline' ? 'inline' : 'overlay' };
}
