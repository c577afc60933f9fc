import { expect, test } from 'vitest';
import { createRefusedGroups } from '../../../ingest/door/quarantine/group-refused.ts';

const refused = {
  ...{ kid: 'aaaaaaaa', source: 'urn:x', world: 'live', problem: 'unknown-asset' },
  at: '2026-11-23T01:00:00.000Z',
};

test('refused events are counted by key and problem, the greatest group first', () => {
  const groups = createRefusedGroups();
  groups.add({ ...refused, kid: 'bbbbbbbb' });
  groups.add({ ...refused, path: 'asset', type: 'kiosk.fault', at: '2026-11-23T03:00:00.000Z' });
  groups.add({ ...refused, path: 'asset', type: 'kiosk.heartbeat', at: '2026-11-23T02:00:00.000Z' });
  groups.add({ ...refused, path: 'unit', type: 'kiosk.heartbeat' });
  groups.add({ ...refused, problem: 'wrong-unit' });
  const { total, groups: found } = groups.read();
  expect(total).toBe(5);
  expect(found.map(({ kid, problem, count }) => [kid, problem, count])).toEqual([
    ['aaaaaaaa', 'unknown-asset', 3],
    ['bbbbbbbb', 'unknown-asset', 1],
    ['aaaaaaaa', 'wrong-unit', 1],
  ]);
  expect(found[0]).toMatchObject({
    ...{ oldest: '2026-11-23T01:00:00.000Z', newest: '2026-11-23T03:00:00.000Z' },
    ...{ paths: ['asset', 'unit'], types: ['kiosk.heartbeat', 'kiosk.fault'] },
  });
});

test('however many names a sender makes up, five are told', () => {
  const groups = createRefusedGroups();
  for (let nr = 0; nr < 1_000; nr += 1) groups.add({ ...refused, path: `data.x${nr}` });
  expect(groups.read().groups[0]).toMatchObject({ count: 1_000, paths: { length: 5 } });
});
