import type { Config } from '../config.ts';
import type { Keys } from '../keys/keys.ts';
import type { Channel } from './channel.ts';
import { createSandboxChannel } from './sandbox-channel.ts';

/** The payment channels of this pool, by id. The sandbox pays with nothing, so production does not have it. */
export function openChannels(config: Config, keys: Keys, now: () => Date): ReadonlyMap<string, Channel> {
  const channels: Channel[] = [];
  if (config.environment === 'development')
    channels.push(createSandboxChannel({ gatewayUrl: config.url, key: keys.sandboxGateway, now }));
  return new Map(channels.map((channel) => [channel.id, channel]));
}
