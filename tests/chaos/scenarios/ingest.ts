import { setTimeout as sleep } from 'node:timers/promises';
import { isAcceptedAnswer, isPubAck } from '../../support/fault-proxy.ts';
import type { Scenario } from '../scenario.ts';

/** The door dies, or its answer does. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F01',
    title: 'the door is killed in the middle of requests',
    required: 'Senders see no acknowledgement, send again under the same ids, and everything is counted once.',
    run: async (chaos) => {
      const { load, system } = await chaos.startCity({ ratePerS: 600, senders: 6 });
      await load.takes(300);
      for (let round = 0; round < chaos.upTo(3, 20); round += 1) {
        await sleep(chaos.random.int(50, 500));
        await chaos.inject('SIGKILL of ingest', () => {
          system.signal('ingest', 'SIGKILL');
        });
        await chaos.recovers('events were taken again', load.flows());
      }
      chaos.demand(load.broken() > 0, 'void: no request was ever cut off');
      chaos.note(`${String(load.broken())} requests were cut off`);
    },
  },
  {
    id: 'F02',
    title: 'the answer is lost after the log acknowledged',
    required: 'The sender, told nothing, sends again; the event stands once.',
    run: async (chaos) => {
      const { load, links } = await chaos.startCity({ ratePerS: 600, senders: 12 });
      await load.takes(300);
      for (let round = 0; round < chaos.upTo(6, 60); round += 1) {
        // A sender told nothing and left hanging waits out its own patience; the others go on.
        const then = round % 3 === 2 ? 'silence' : 'reset';
        await chaos.inject(`answer 202 swallowed, then ${then}`, () => links.door.dropOne(isAcceptedAnswer, { then }));
        await sleep(chaos.random.int(50, 300));
      }
      for (let round = 0; round < chaos.upTo(1, 10); round += 1) {
        await chaos.inject('acknowledgement of the log swallowed', () => links.nats.dropOne(isPubAck));
        await load.flows();
      }
      links.door.resetAll();
      await chaos.recovers('events were taken again', load.flows());
      chaos.demand(load.broken() > 0, 'void: no answer was lost');
    },
  },
];
