import type { ConditionName, SystemCondition } from '../wire/health.ts';

/** What a condition's figure is measured in, and from where on it is a warning, and critical. */
export type ConditionLimits = Pick<SystemCondition, 'unit' | 'warnAt' | 'criticalAt'>;

/** The limits of every condition of the platform, each with its reason. */
export const conditionLimits: Readonly<Record<ConditionName, ConditionLimits>> = {
  /** Age of the oldest frame not yet taken. Screens warn after 10 s without a tick; a minute is no hiccup any more. */
  'log-lag': { unit: 's', warnAt: 10, criticalAt: 60 },
  /** Taken of the room the log has (its own bound, or the disk if that ends first). When full, the city gets 503. */
  'log-disk': { unit: 'share', warnAt: 0.7, criticalAt: 0.9 },
  /** Taken of quarantine's room. When full, the oldest refused events go unseen. */
  'quarantine-depth': { unit: 'share', warnAt: 0.5, criticalAt: 0.95 },
  /** Taken of the places for devices that come by MQTT. When all are taken, a device that comes anew is turned away. */
  'mqtt-room': { unit: 'share', warnAt: 0.7, criticalAt: 0.95 },
  /** Between this machine's clock and the servers'. A wait is measured across machines. */
  'clock-skew': { unit: 's', warnAt: 1, criticalAt: 30 },
  /** Time a reader's place has stood still though the log goes on. */
  'consumer-stall': { unit: 's', warnAt: 15, criticalAt: 60 },
  /** Time the state has moved on without a checkpoint; one is due every 10 s. A restart reads on from the last. */
  'checkpoint-age': { unit: 's', warnAt: 60, criticalAt: 900 },
  /** Time since the mirror last was whole. Only looks without a socket read it: a warning soon, critical late. */
  'mirror-lag': { unit: 's', warnAt: 10, criticalAt: 900 },
  /** Time a process has not answered. */
  'process-silent': { unit: 's', warnAt: 5, criticalAt: 15 },
};
