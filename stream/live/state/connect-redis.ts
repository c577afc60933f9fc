import { Redis } from 'ioredis';
import type { Log } from '#shared/service/log.ts';

/**
 * A connection for absolute values only: no queue while it is away, every command answered or failed within 300 ms, none
 * sent twice. It comes back by itself. An outage is said once.
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    commandTimeout: 300,
    connectTimeout: 2_000,
    // A link that went silent is given up and made anew.
    socketTimeout: 2_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(5_000, 250 * 2 ** Math.min(times, 6)),
  });
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.warn({ err: error }, 'redis is away; only its mirror is affected');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.info('redis is back');
    isAway = false;
  });
  return redis;
}
