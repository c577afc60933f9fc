import { expect, test } from 'vitest';
import { incidentJoin, incidentMerge } from '#shared/wire/incident-commands.ts';
import type { Form } from '../../../display/src/lib/admin/server/form.ts';
import { orderTakers } from '../../../display/src/lib/duty/taker.ts';
import { writeSeen } from '../../../display/src/lib/incidents/seen-incident.ts';
import { pageActs } from '../../../display/src/lib/incidents/server/acts.ts';

function formOf(fields: Readonly<Record<string, readonly string[]>>): Form {
  const list = (name: string): readonly string[] => fields[name] ?? [];
  const text = (name: string): string => list(name)[0] ?? '';
  return { text, secret: text, list, file: () => undefined, values: {} };
}
const own = { id: 1001, expectedVersion: 3 };
const into = [writeSeen({ id: 1042, version: 7 })];

test('who merges says which version of the other was seen', () => {
  const body = { ...own, ...pageActs.merge.body(formOf({ into })) };
  expect(incidentMerge.parse(body)).toEqual({ ...own, into: 1042, intoVersion: 7 });
  expect(incidentMerge.safeParse({ ...own, ...pageActs.merge.body(formOf({ into: ['SC-1042'] })) }).success).toBe(
    false,
  );
});

test('alerts that are moved are added to the other, as it was seen, and not to the one whose page it is', () => {
  const body = { ...own, ...pageActs.join.body(formOf({ into, alerts: ['5', '9'] })) };
  expect(incidentJoin.parse(body)).toEqual({ id: 1042, expectedVersion: 7, alerts: [5, 9] });
  for (const fields of [{ into }, { into: [''], alerts: ['5'] }, { alerts: ['5'] }]) {
    expect(incidentJoin.safeParse({ ...own, ...pageActs.join.body(formOf(fields)) }).success).toBe(false);
  }
});

test('who is on duty is offered first, each by name', () => {
  expect(
    orderTakers(['binh', 'an', 'lan', 'chi'], ['lan', 'chi', 'who-has-left']).map(({ account }) => account),
  ).toEqual([...['chi', 'lan', 'an', 'binh']]);
});
