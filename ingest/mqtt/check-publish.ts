import { mqttTopics } from '#shared/wire/mqtt-topics.ts';
import { problem, type Problem } from '../door/http/problem.ts';

/** Of a PUBLISH what is judged before its payload. */
export type PublishHeader = { readonly topic: string; readonly qos: number; readonly retain: boolean };

/** Why a key may not publish this way; undefined when it may. */
export function checkPublish({ topic, qos, retain }: PublishHeader, kid: string): Problem | undefined {
  const { events } = mqttTopics(kid);
  if (topic !== events) return problem('forbidden', `this key publishes to ${events} and to nothing else`);
  if (retain) return problem('forbidden', 'events are not retained; publish without the retain flag');
  if (qos !== 1) return problem('forbidden', `publish with QoS 1; ${whyNot[qos === 0 ? 0 : 2]}`);
  return undefined;
}

const whyNot = {
  0: 'at QoS 0 nobody would know whether an event was taken',
  2: 'QoS 2 adds nothing, since an event that comes twice is counted once',
} as const;
