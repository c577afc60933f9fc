import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { answerQueues } from '#shared/forecast/ask/answer-queues.ts';
import { placesOf } from '#shared/forecast/ask/places.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { readStaff } from '#shared/staff/ask/read-staff.ts';
import type { StaffMoveRow } from '#shared/store/staff-moves.ts';
import type { StaffMoved } from '#shared/wire/staff-commands.ts';
import { measureMoves } from '../../../stream/office/staff/measure-moves.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { makePackWithRoles } from '../../support/pack-with-roles.ts';
import { simulateQueues } from '../../support/simulate-queues.ts';
import { openTaskDesk, type TaskDesk } from '../../support/task-desk.ts';

let desk: TaskDesk;
let city: Awaited<ReturnType<typeof makePackWithRoles>>;
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

beforeAll(async () => {
  city = await makePackWithRoles();
  const accounts = { chair: { role: 'leader' }, officer: { role: 'duty' }, watcher: { role: 'viewer' } } as const;
  desk = await openTaskDesk({ ...accounts, ward: { role: 'unit', unit: '00004' } }, city.packDir);
});
afterAll(async () => {
  await desk.close();
  await city.remove();
});

/** Puts an event into the long log as the writer leaves it there. */
let events = 0;
const put = (type: string, local: string, data: object): Promise<unknown> =>
  desk.pool.query(
    `INSERT INTO events (world, source, id, type, time, received, unit, asset, sequence, seq, idx, data)
     VALUES ('live', 'urn:test', $1, $2, $3, $3, '00070', 'P00070', $4, $4, 0, $5)`,
    [`e${(events += 1)}`, type, new Date(at(local)), events, JSON.stringify(data)],
  );
const called = (local: string, waitS: number): Promise<unknown> =>
  put('ticket.called', local, { ticketId: `T${events}`, counter: 'Q1', waitS });

it('is counted against establishment and moves; what a move did is measured from the tickets, exactly', async () => {
  await put('staff.on_duty', '2026-12-14T08:00', { role: 'officer', present: 9 });
  await put('staff.on_duty', '2026-12-14T08:30', { role: 'officer', present: 8 });
  await put('staff.on_duty', '2026-12-14T08:30', { role: 'transferred', present: 3 });
  await put('staff.on_duty', '2026-12-14T08:30', { role: 'lawyer', present: 2 });
  for (const [time, waitS] of [
    ['08:59', 9_999],
    ['09:00', 600],
    ['09:59', 1_200],
    ['10:00', 5_555],
  ] as const) {
    await called(`2026-12-14T${time}`, waitS);
  }
  for (const [time, waitS] of [
    ['10:14', 7_777],
    ['10:15', 60],
    ['11:14', 120],
    ['11:15', 8_888],
  ] as const) {
    await called(`2026-12-14T${time}`, waitS);
  }
  desk.at('2026-12-14T10:00');
  const wish = {
    kind: 'move',
    from: 'P00082',
    to: 'P00070',
    people: 2,
    toAt: '2026-12-14T17:00:00+07:00',
    why: 'đông',
  };
  expect(await desk.send('ward', 'staff.move', wish)).toMatchObject({ code: 'forbidden' });
  expect(await desk.send('chair', 'staff.move', { ...wish, from: 'P9' })).toMatchObject({ code: 'not-found' });
  expect(await desk.send('chair', 'staff.move', { ...wish, kind: 'lawyers' })).toMatchObject({ code: 'invalid' });
  const { id } = await desk.ask<StaffMoved>('officer', 'staff.move', wish);

  const view = await readStaff(desk.pool, { world: 'live', nowMs: desk.clock.ms, unit: null });
  const points = new Map(view.points.map((point) => [point.code, point]));
  // Fourteen are established, two came; eleven are at the counters, and two lawyers beside them.
  expect(points.get('P00070')).toMatchObject({
    ...{ established: 14, moved: 2, missing: 5, peak: null, noForecast: 'short-history' },
    staff: { total: 13, atCounters: 11, oldestMs: at('2026-12-14T08:30') },
    roles: [
      { role: 'officer', plan: { people: 11 }, moved: 2, present: 8, gap: { is: 'missing', people: 5 } },
      { role: 'transferred', plan: { people: 3 }, moved: 0, present: 3, gap: { is: 'enough' } },
      { role: 'lawyer', plan: { people: 2 }, present: 2, gap: { is: 'enough' } },
      { role: 'volunteer', plan: { is: 'outside', ended: '2026-09-01' }, present: null, gap: { is: 'none' } },
    ],
  });
  expect(points.get('P00082')).toMatchObject({ established: 6, moved: -2, staff: null, missing: null });
  expect(view.suggested).toEqual([]);

  desk.at('2026-12-14T11:19');
  expect(await measureMoves(desk.pool, desk.clock.ms)).toBe(0);
  desk.at('2026-12-14T11:20');
  expect(await measureMoves(desk.pool, desk.clock.ms)).toBe(1);
  expect(await measureMoves(desk.pool, desk.clock.ms)).toBe(0);
  const [move] = await desk.ask<StaffMoveRow[]>('watcher', 'staff.list', {});
  expect(move).toMatchObject({
    ...{ id, before: { called: 2, waitMs: 900_000 }, after: { called: 2, waitMs: 90_000 } },
  });
  await desk.ask('chair', 'staff.end', { id });
  expect(await desk.send('chair', 'staff.end', { id })).toMatchObject({ code: 'conflict' });
  expect(await desk.ask('chair', 'staff.list', {})).toEqual([]);
});

it('is told role by role: what nobody reported, and what no source plans, is not known', async () => {
  const world = 'sim:roles';
  const said = (role: string, present: number) =>
    desk.pool.query(
      `INSERT INTO events (world, source, id, type, time, received, unit, asset, sequence, seq, idx, data)
       VALUES ($1, 'urn:test', $2, 'staff.on_duty', $3, $3, '00070', 'P00070', NULL, 1, 0, $4)`,
      [world, `r${(events += 1)}`, new Date(at('2026-07-01T08:00')), JSON.stringify({ role, present })],
    );
  await said('officer', 11);
  await said('volunteer', 3);
  const roles = async (code: string) => {
    const view = await readStaff(desk.pool, { world, nowMs: at('2026-07-01T09:00'), unit: null });
    const found = view.points.find((point) => point.code === code);
    return { missing: found?.missing, gaps: found?.roles.map(({ gap }) => gap) };
  };
  // Those from the city are planned and were not told of: how many are missing in all is not known, though officers are.
  expect(await roles('P00070')).toEqual({
    missing: null,
    gaps: [
      { is: 'enough' },
      { is: 'unknown', why: 'unreported' },
      { is: 'unknown', why: 'unreported' },
      { is: 'missing', people: 1 },
    ],
  });
  const untold = { is: 'unknown', why: 'untold' };
  expect(await roles('P00082')).toEqual({
    missing: null,
    gaps: [{ is: 'unknown', why: 'unreported' }, untold, untold, untold],
  });
});

it('finds moves that would help by what the queue model expects of both points, in a simulated week and a crowd', async () => {
  const world = 'sim:staff';
  const kinds = ['ticket', 'counter', 'staff'];
  const simulated = simulateQueues({ seed: 'staff', day: '2026-11-09', days: 5, kinds, world });
  const nowMs = at('2026-11-13T09:30');
  const planted = (id: string, type: string, local: string, data: Record<string, unknown>): AcceptedEvent =>
    anEvent(type, data, { id, world, asset: 'P00082', unit: '00082', time: new Date(at(local)).toISOString() });
  const crowd = Array.from({ length: 120 }, (_, n) =>
    planted(`crowd-${n}`, 'ticket.issued', '2026-11-13T09:10', { ticketId: `crowd-${n}` }),
  );
  const few = (['officer', 'transferred'] as const).map((role, at) =>
    planted(`few-${role}`, 'staff.on_duty', '2026-11-13T09:05', { role, present: at === 0 ? 2 : 0 }),
  );
  const client = new pg.Client({ connectionString: desk.database.databaseUrl, types: pgTypes });
  await client.connect();
  const writer = await openWriter(client);
  await writer.write([...simulated.filter(({ time }) => Date.parse(time) < nowMs), ...crowd, ...few]);
  await client.end();

  const view = await readStaff(desk.pool, { world, nowMs, unit: null });
  const [move, ...others] = view.suggested;
  expect(others).toEqual([]);
  expect(move, JSON.stringify(view.points)).toMatchObject({ to: 'P00082', people: 2, countersMore: 2 });
  const { effect, from = '', countersFewer = 0 } = move ?? {};
  expect((effect?.toBeforeMs ?? 0) - (effect?.toAfterMs ?? 0)).toBeGreaterThan(20 * 60_000);
  expect(effect?.fromAfterMs).toBeLessThanOrEqual(15 * 60_000);
  // The same two points, asked of the forecast itself.
  const ledger = await readLedger(desk.pool, world);
  const places = placesOf(ledger, nowMs).filter(({ code }) => code === 'P00082' || code === from);
  const more = new Map([
    ['P00082', 2],
    [from, -countersFewer],
  ]);
  const peaks = async (asked: object) =>
    (await answerQueues(desk.pool, places, { world, nowMs, ledger, measured: undefined, ...asked })).map(
      ({ place, steps }) => [place, Math.max(...(steps ?? []).map(({ waitMs }) => waitMs ?? 0))] as const,
    );
  const [without, with2] = [new Map(await peaks({})), new Map(await peaks({ more }))];
  expect(effect).toEqual({
    ...{ toBeforeMs: without.get('P00082'), toAfterMs: with2.get('P00082') },
    ...{ fromBeforeMs: without.get(from), fromAfterMs: with2.get(from) },
  });
});
