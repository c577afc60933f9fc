import { secondsBuckets, type Metrics } from '#shared/service/metrics.ts';
import { mqttLimits } from './limits.ts';
import type { GateFault } from './packet-gate.ts';
import type { PublishOutcome } from './publish-verdicts.ts';

/** Why a connection ended. `left`: the device closed it, or is gone. */
export type EndReason =
  | GateFault
  | (
      | 'left'
      | 'refused'
      | 'not-ready'
      | 'crowd'
      | 'silent'
      | 'slow'
      | 'forbidden'
      | 'send-again'
      | 'key-ended'
      | 'closing'
    );

/** What the MQTT door counts: a connection, a publish; events are counted by the door. */
export type MqttMetrics = {
  readonly noteConnect: () => void;
  readonly noteEnd: (reason: EndReason) => void;
  readonly notePublish: (then: PublishOutcome['then'], seconds: number) => void;
};

/** Declares the metrics; `read` is asked when they are fetched. */
export function createMqttMetrics(
  metrics: Metrics,
  read: { readonly connections: () => number; readonly heldBytes: () => number },
): MqttMetrics {
  const connects = metrics.counter('mqtt_connects_total', 'Connections that were let in');
  const ends = metrics.counter('mqtt_ends_total', 'Connections that ended, by the reason', ['reason']);
  const publishes = metrics.counter('mqtt_publishes_total', 'Publishes, by what became of them', ['outcome']);
  const seconds = metrics.histogram('mqtt_publish_seconds', 'From a publish to its acknowledgement', secondsBuckets);
  metrics.gauge('mqtt_connections', 'Open connections', read.connections);
  metrics.gauge('mqtt_places', 'Connections there may be', () => mqttLimits.connections);
  metrics.gauge('mqtt_held_bytes', 'Packets held until they are acknowledged', read.heldBytes);
  return {
    noteConnect: () => {
      connects.inc();
    },
    noteEnd: (reason) => {
      ends.inc({ reason });
    },
    notePublish: (then, took) => {
      publishes.inc({ outcome: then });
      if (then === 'acknowledge') seconds.observe(took);
    },
  };
}
