import { statfs } from 'node:fs/promises';
import type { JetStreamManager } from '@nats-io/jetstream';
import { logDiskShare } from '#shared/health/figures.ts';
import type { Attended } from '#shared/service/health.ts';
import type { Metrics } from '#shared/service/metrics.ts';
import { sampleOf } from '#shared/service/sample.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { LogStanding, LogWatch } from './watch-log.ts';

type Watched = {
  readonly jsm: JetStreamManager;
  readonly subjects: Subjects;
  readonly log: Pick<LogWatch, 'value' | 'standing'>;
  /** A folder on the disk the log is on; undefined: that disk cannot be seen from here. */
  readonly logDir: string | undefined;
  readonly isRegistryKnown: () => boolean;
  readonly metrics: Metrics;
  /** The MQTT door, where there is one; `taken` is the share of its places that is. */
  readonly mqtt:
    { readonly port: number; readonly connections: () => number; readonly taken: () => number } | undefined;
};

const standings: Readonly<Record<LogStanding, string>> = {
  taking: 'reachable',
  away: 'NATS is away; events are answered with retry',
  silent: 'NATS is there, the log does not answer (is JetStream on?); events are answered with retry',
  refusing: 'frames were refused lately (is the log or its disk full?); their events are answered with retry',
};

/** What the door tells of itself, and of the log's and quarantine's room, which it is the one to need. */
export function attendDoor({ jsm, subjects, log, logDir, isRegistryKnown, metrics, mqtt }: Watched): Attended {
  const quarantine = sampleOf(async () => {
    const { state, config } = await jsm.streams.info(subjects.quarantineStream);
    return { messages: state.messages, share: config.max_bytes > 0 ? state.bytes / config.max_bytes : 0 };
  });
  const disk = sampleOf(async () => {
    if (logDir === undefined) return undefined;
    const { bavail, bsize } = await statfs(logDir);
    return bavail * bsize;
  });
  metrics.gauge('log_bytes', 'Bytes of the log', () => log.value()?.bytes);
  metrics.gauge('log_max_bytes', 'Bound of the log in bytes', () => log.value()?.maxBytes);
  metrics.gauge('log_head_frames', 'Sequence of the newest frame of the log', () => log.value()?.headSeq);
  metrics.gauge('log_disk_free_bytes', 'Bytes free on the disk of the log, where that is seen', disk.value);
  metrics.gauge('quarantine_messages', 'Sealed messages of refused events', () => quarantine.value()?.messages);
  return {
    samples: [quarantine, disk],
    checks: () => [
      { name: 'log', ok: log.standing() === 'taking', detail: standings[log.standing()] },
      {
        name: 'registry',
        ok: isRegistryKnown(),
        detail: isRegistryKnown() ? 'copied' : 'keys, assets or worlds have not come yet; is the office running?',
      },
      ...(mqtt ? [{ name: 'mqtt', ok: true, detail: `port ${mqtt.port}, ${mqtt.connections()} connections` }] : []),
    ],
    conditions: [
      {
        ...{ name: 'log-disk', process: 'ingest' },
        read: () => {
          const size = log.value();
          return size ? logDiskShare({ ...size, diskFreeBytes: disk.value() }) : null;
        },
      },
      { name: 'quarantine-depth', process: 'ingest', read: () => quarantine.value()?.share ?? null },
      { name: 'clock-skew', process: 'ingest', read: () => log.value()?.skewS ?? null },
      ...(mqtt ? [{ name: 'mqtt-room', process: 'ingest', read: mqtt.taken } as const] : []),
    ],
  };
}
