import { setTimeout as sleep } from 'node:timers/promises';
import { isCommitReply } from '../../support/fault-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { Scenario } from '../scenario.ts';

/** The link between the writer and the database. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F19',
    title: 'the answer to COMMIT is lost',
    required: 'The writer, left in doubt, asks again and finds the batch in; every event stands once.',
    run: async (chaos) => {
      const { load, links, caughtUp } = await chaos.startCity();
      await load.flows();
      for (let round = 0; round < chaos.upTo(5, 60); round += 1) {
        await chaos.inject('the answer to a COMMIT swallowed', () => links.postgres.dropOne(isCommitReply));
        await sleep(chaos.random.int(0, 300));
      }
      await chaos.recovers('counts caught up', caughtUp());
      if (chaos.minutes === 0) return;
      await chaos.inject('the answer to a COMMIT swallowed, then silence', () =>
        links.postgres.dropOne(isCommitReply, { then: 'silence' }),
      );
      await chaos.recovers('counts caught up', caughtUp());
    },
  },
  {
    id: 'F20',
    title: 'the database is not to be reached',
    required:
      'The door goes on accepting; the writer gives up a silent connection within 20 s and catches up by itself.',
    run: async (chaos) => {
      const { load, links, caughtUp, openScreen } = await chaos.startCity();
      await load.flows();
      await chaos.inject('nothing passes to the database and back', () => {
        links.postgres.blackhole();
      });
      const darkS = chaos.upTo(5, 60);
      for (let second = 0; second < darkS; second += 1) {
        await load.flows(2_000);
        await sleep(1_000);
      }
      chaos.note(`dark for ${String(darkS)} s; events were accepted throughout`);
      await links.postgres.mend();
      await chaos.recovers('counts caught up', caughtUp());
      if (chaos.minutes === 0) return;
      await chaos.inject('connections to the database are half open', () => {
        links.postgres.stall();
      });
      const tookMs = await chaos.recovers('counts caught up', caughtUp());
      chaos.demand(tookMs < 20_000, `a half-open connection was noticed only after ${String(Math.round(tookMs))} ms`);
      const screen = openScreen();
      const isTold = (): boolean =>
        screen.state.positions.state !== undefined && screen.state.positions.counts !== undefined;
      await chaos.recovers('a new screen was told everything', waitFor('a new screen to be told', isTold, 45_000));
      screen.close();
    },
  },
  {
    id: 'F23',
    title: 'a COPY is cut in the middle',
    required: 'All or nothing: the batch is rolled back and sent again, once.',
    run: async (chaos) => {
      const { load, links, caughtUp } = await chaos.startCity({ ratePerS: 1_000 });
      await load.flows();
      for (let round = 0; round < chaos.upTo(6, 80); round += 1) {
        const bytes = chaos.random.int(1, 30_000);
        await chaos.inject(`the link is cut after ${String(bytes)} more bytes`, () => links.postgres.cutAfter(bytes));
        await sleep(chaos.random.int(0, 200));
      }
      await chaos.recovers('counts caught up', caughtUp());
    },
  },
];
