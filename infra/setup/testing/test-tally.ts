/** Counts of one part of the test run. */
export type Tally = { passed: number; failed: number; skipped: number };

/** The numbers of vitest's JSON report that matter here. */
export type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
  testResults?: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[];
};

/** What vitest's report counts; a run that failed without a failing test (a file that cannot load) counts as one. */
export function tallyReport(report: VitestReport): Tally {
  const silentFailure = !report.success && report.numFailedTests === 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + silentFailure,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Tests that failed and then passed: they count as passed, and are named with what had failed, so that it is looked into. */
export function secondTries({ testResults = [] }: VitestReport): string[] {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const late = all.filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0);
  return late.map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split('\n')[0] ?? ''}`);
}

/** The sum of all parts. */
export function addTallies(tallies: Tally[]): Tally {
  return tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The closing line of `npm test`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}
