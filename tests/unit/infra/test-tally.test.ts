import { expect, test } from 'vitest';
import { addTallies, closingLine, secondTries, tallyReport } from '../../../infra/setup/testing/test-tally.ts';

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

test('what passed on a second try only is named, with what had failed', () => {
  const counts = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, success: false };
  const assertionResults = [
    { fullName: 'at once', status: 'passed', failureMessages: [] },
    { fullName: 'on the second', status: 'passed', failureMessages: ['expected 1 to be 2\n    at line 3'] },
    { fullName: 'never', status: 'failed', failureMessages: ['no', 'no'] },
  ];
  expect(secondTries({ ...counts, testResults: [{ assertionResults }] })).toEqual([
    'on the second: expected 1 to be 2',
  ]);
});
