import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { tickEveryMs } from '#shared/wire/push.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openScreen } from '../../support/open-screen.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

let database: TestDatabase;
let system: System;

beforeAll(async () => {
  database = await createTestDatabase();
  system = await startSystem({ ...inject('servers'), databaseUrl: database.databaseUrl, city: randomCity() });
});
afterAll(async () => {
  await system.stop();
  await database.drop();
});

it('lets no screen believe it is live while the door hangs, though the screen is still connected', async () => {
  const screen = openScreen(system.liveUrl, system.wallToken);
  await screen.opened;
  const ticks = (): number => screen.text().split('"type":"tick"').length - 1;
  await waitFor('ticks of a world whose clock runs', () => screen.text().includes('"speed":1'));
  system.signal('ingest', 'SIGSTOP');
  let before = 0;
  try {
    // A tick or two may still be under way for what was heard before.
    await sleep(2 * tickEveryMs + 2_000);
    before = ticks();
    await sleep(2 * tickEveryMs);
    expect(ticks()).toBe(before);
  } finally {
    system.signal('ingest', 'SIGCONT');
  }
  await waitFor('ticks again', () => ticks() > before);
  screen.close();
});
