import { expect, test } from 'vitest';
import { createBodyBudget } from '../../../ingest/door/http/body-budget.ts';

test('one key alone may hold half of all room, and the next one half of what is left', () => {
  const budget = createBodyBudget(80);
  let held = 0;
  while (budget.take('flood', 1)) held += 1;
  expect(held).toBe(40);
  expect(budget.take('kiosk', 20)).toBe(true);
  expect(budget.take('kiosk', 1)).toBe(false);
  budget.give('flood', 40);
  expect(budget.take('kiosk', 10)).toBe(true);
  expect(budget.takenBytes()).toBe(30);
  budget.give('kiosk', 30);
  expect(budget.takenBytes()).toBe(0);
});
