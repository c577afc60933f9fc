import { expect, test } from 'vitest';
import { addTallies, closingLine, tallyReport } from '../../../infra/setup/testing/test-tally.ts';

test('the closing line sums all parts', () => {
  const total = addTallies([
    { passed: 2, failed: 0, skipped: 1 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  expect(closingLine(total)).toBe('5 passed, 1 failed, 1 skipped');
});

test('a run that fails without a failing test still counts a failure', () => {
  const report = { numPassedTests: 4, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, success: false };
  expect(tallyReport(report)).toEqual({ passed: 4, failed: 1, skipped: 0 });
});
