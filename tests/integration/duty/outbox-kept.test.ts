import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMetrics } from '#shared/service/metrics.ts';
import { attendNotices, createNoticeMetrics } from '../../../stream/duty/health/attend-notices.ts';
import { forgetNotices } from '../../../stream/duty/notify/forget-notices.ts';
import { openNotifyDesk, type NotifyDesk } from '../../support/notify-desk.ts';
import { mailChannel, openMailServer } from '../../support/receivers.ts';

let desk: NotifyDesk;
let mail: Awaited<ReturnType<typeof openMailServer>>;

beforeEach(async () => {
  [desk, mail] = await Promise.all([openNotifyDesk(), openMailServer()]);
});
afterEach(() => Promise.all([desk.close(), mail.close()]));

test('what waits, what reached nobody and how each way fared is told; what was settled is gone after a year', async () => {
  const metrics = createMetrics('test');
  const { onAttempt } = createNoticeMetrics(metrics);
  const outbox = attendNotices({ pool: desk.pool, now: () => desk.clock.ms }, metrics);
  const told = async () => {
    await outbox.take();
    const lines = (await metrics.text()).matchAll(/^vonglau_(notify_\w+)\{(.*)\} (\S+)$/gm);
    return Object.fromEntries([...lines].map(([, name, labels, value]) => [`${name} ${labels}`, Number(value)]));
  };
  await desk.openIncident();
  await desk.setChannel(mailChannel(mail.port));
  await desk.addContact('an', { email: 'an@vonglau.example' });
  await desk.onDuty('an');
  const id = await desk.openIncident();
  desk.clock.ms += 30_000;
  const own = 'process="test"';
  expect(await told()).toEqual({
    ...{ [`notify_waiting ${own}`]: 1, [`notify_unreached ${own}`]: 1, [`notify_escalations ${own}`]: 2 },
    ...{ [`notify_oldest_seconds ${own}`]: 30, [`notify_oldest_p1_seconds ${own}`]: 30 },
  });
  desk.start(2_000, onAttempt);
  await desk.settled(id);
  await desk.stop();
  expect(await told()).toMatchObject({
    [`notify_attempts_total channel="email",outcome="sent",${own}`]: 1,
    ...{ [`notify_waiting ${own}`]: 0, [`notify_oldest_seconds ${own}`]: 0 },
  });
  const later = (days: number): Date => new Date(desk.clock.ms + days * 86_400_000);
  expect(await forgetNotices(desk.pool, later(399))).toBe(0);
  await desk.openIncident();
  expect(await forgetNotices(desk.pool, later(401))).toBeGreaterThan(1);
  expect(await desk.notices()).toMatchObject([{ state: 'waiting' }]);
  const { rows } = await desk.pool.query('SELECT id FROM messages UNION ALL SELECT id FROM deliveries');
  expect(rows).toHaveLength(0);
});
