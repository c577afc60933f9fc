import { defineConfig } from 'vitest/config';

const SERVERS = ['./tests/support/servers-setup.ts'];
// Servers and a browser share two cores with these tests. What passes on a second try only is named by `npm test`.
const ONCE_MORE = { retry: 1 };

/** One project per cost: unit and contract need nothing, integration needs servers, e2e a browser as well. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: SERVERS,
          ...ONCE_MORE,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: SERVERS,
          ...ONCE_MORE,
          // A browser and the whole system share two cores: one file at a time.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
