import type { TypeName } from '#shared/events/catalogue.ts';
import { createTickMaker } from '../../../ingest/door/framing/clock-ticks.ts';
import { openTestDoor } from '../open-test-door.ts';
import { samples } from './samples.ts';

/** A frame of one type as the door of this version writes it. */
export async function recordFrame(type: TypeName): Promise<string> {
  if (type === 'clock.tick') return JSON.stringify(createTickMaker('corpus', 'recorder')(new Map(), Date.now()));
  if (type === 'clock.voided') throw new Error('nobody writes clock.voided');
  const { asset, data } = samples[type];
  let text = '';
  const door = await openTestDoor({
    publish: (frame) => {
      text = frame.text;
      return Promise.resolve('stored');
    },
  });
  try {
    const time = new Date().toISOString();
    const envelope = { specversion: '1.0', source: 'urn:test:source', type, time, asset };
    const events = data.map((item, at) => ({ ...envelope, id: `e${at}`, sequence: at, data: item }));
    const { status, body } = await door.post(events, { 'content-type': 'application/cloudevents-batch+json' });
    if (status !== 202) throw new Error(`the door refuses the sample of ${type}: ${JSON.stringify(body)}`);
    return text;
  } finally {
    await door.close();
  }
}
