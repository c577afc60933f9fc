import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openNotifyDesk, type NotifyDesk } from '../../support/notify-desk.ts';
import { openHttpReceiver, smsChannel } from '../../support/receivers.ts';
import { waitFor } from '../../support/wait-for.ts';

let desk: NotifyDesk;
const open: { close: () => Promise<void> }[] = [];

beforeEach(async () => {
  desk = await openNotifyDesk();
});
afterEach(async ({ task }) => {
  await desk.close(task.result?.state === 'pass');
  for (const one of open.splice(0)) await one.close();
});

async function openSms(...args: Parameters<typeof openHttpReceiver>) {
  const receiver = await openHttpReceiver(...args);
  open.push(receiver);
  await desk.setChannel(smsChannel(receiver.url));
  return receiver;
}

describe('a chain', () => {
  it('calls the next person when nobody takes it, rests while somebody has it, and goes on when that ends', async () => {
    await openSms();
    await desk.addContact('an', { phone: '0912345678' });
    await desk.addContact('gd', { phone: '0912345679' });
    await desk.onDuty('an');
    const steps = [
      { afterMin: 0, tell: [{ kind: 'rota', rota: 'truc-ban' }] },
      { afterMin: 5, tell: [{ kind: 'contact', contact: 'gd' }] },
    ];
    await desk.pool.query(`UPDATE chains SET body = jsonb_set(body, '{steps}', $1) WHERE id = 'khan'`, [
      JSON.stringify(steps),
    ]);
    const id = await desk.openIncident();
    const story = async (): Promise<string[]> =>
      (await desk.notices(id)).reverse().map(({ reason, contact, round }) => `${reason} ${contact}/${round}`);
    desk.clock.ms += 5 * 60_000;
    await desk.tick();
    expect(await story()).toEqual(['opened an/0', 'escalated gd/0']);
    await desk.changeIncident(
      id,
      `state = 'acknowledged', owner = 'binh', owner_until = '2026-11-28T03:20:00Z', progress_at = '2026-11-28T03:05:00Z'`,
    );
    desk.clock.ms += 10 * 60_000;
    await desk.tick();
    expect(await story()).toHaveLength(2);
    desk.clock.ms = Date.parse('2026-11-28T03:20:00Z');
    await desk.tick();
    expect((await story()).at(-1)).toBe('unacknowledged an/0');
    // Taken again, for long, and nothing is done.
    await desk.changeIncident(id, `owner_until = '2026-11-28T09:00:00Z', progress_at = '2026-11-28T03:20:00Z'`);
    desk.clock.ms = Date.parse('2026-11-28T03:50:00Z');
    await desk.tick();
    expect((await story()).at(-1)).toBe('no_progress an/0');
  });

  it('says that nobody is on duty, and tells whoever comes; other worlds reach nobody, exercises whoever asked for them', async () => {
    const sms = await openSms();
    await desk.addContact('an', { phone: '0912345678', drills: true });
    await desk.addContact('binh', { phone: '0912345679' });
    const gap = await desk.openIncident();
    expect((await desk.notices(gap)).map(({ state, step }) => `${state} ${step}`)).toEqual([
      'nobody 2',
      'nobody 1',
      'nobody 0',
    ]);
    await desk.onDuty('an');
    // Whoever comes on duty is told what happened in the gap.
    desk.clock.ms += 10 * 60_000;
    await desk.tick();
    expect((await desk.notices(gap))[0]).toMatchObject({ state: 'waiting', contact: 'an', reason: 'opened' });
    await desk.changeIncident(gap, `state = 'resolved', resolved_at = '2026-11-28T03:10:00Z'`);
    const simulated = await desk.openIncident({ world: 'sim:start' });
    expect(await desk.notices(simulated, 'sim:start')).toMatchObject([
      { state: 'simulated', why: 'world', contact: 'an' },
    ]);
    const drill = await desk.openIncident({ world: 'drill:lua', isExercise: true });
    expect(await desk.notices(drill, 'drill:lua')).toMatchObject([{ state: 'simulated', why: 'world', contact: 'an' }]);
    const asked = await desk.openIncident({ isExercise: true });
    await desk.onDuty('binh');
    const unasked = await desk.openIncident({ isExercise: true });
    desk.start();
    expect(await desk.settled(asked)).toMatchObject([{ state: 'sent', isExercise: true }]);
    expect(await desk.settled(unasked)).toMatchObject([{ state: 'simulated', why: 'exercise' }]);
    expect(sms.taken).toHaveLength(1);
    expect(sms.taken[0]?.body).toContain('DIEN TAP');
  });
});

describe('a prober outside', () => {
  it('is called while messages leave, misses the calls while a P1 is stuck, and hears again when it is out', async () => {
    const prober = await openHttpReceiver();
    open.push(prober);
    await desk.setChannel({ kind: 'heartbeat', enabled: true, url: `${prober.url}/ping` });
    let isBroken = true;
    const sms = await openSms(() => ({ status: isBroken ? 503 : 200 }));
    await desk.addContact('an', { phone: '0912345678', channels: ['sms'] });
    await desk.onDuty('an');
    desk.start();
    await waitFor('the first call', () => prober.taken.length === 1);
    const id = await desk.openIncident();
    await waitFor('a try', () => sms.taken.length === 1);
    // The next try is due by the clock at which this one is noted.
    const failed = async (tries: number): Promise<boolean> =>
      (await desk.notices(id))[0]?.attempts.filter(({ state }) => state === 'failed').length === tries;
    await waitFor('the try to be noted', () => failed(1));
    desk.clock.ms += 6 * 60_000;
    await waitFor('another try', () => sms.taken.length === 2);
    await waitFor('that one to be noted', () => failed(2));
    await desk.pool.query('SELECT pg_sleep(2)');
    expect(prober.taken).toHaveLength(1);
    isBroken = false;
    desk.clock.ms += 2 * 60_000;
    await desk.settled(id);
    await waitFor('the call after it', () => prober.taken.length === 2);
  });
});
