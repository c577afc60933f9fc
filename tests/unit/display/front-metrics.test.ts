import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { routeOf } from '../../../display/entry/front-metrics.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';

test('every page there is has its own label, and an address somebody made up has none', () => {
  const pages = readdirSync(join(PROJECT_DIR, 'display/src/routes'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(pages.map((page) => routeOf(`/${page}?lang=en`))).toEqual(pages);
  expect(['/', '/v1/events', '/watchdog', '/_app/x.js'].map(routeOf)).toEqual(['home', 'v1', 'watchdog', 'static']);
  expect(['/briefs', '/made-up'].map(routeOf)).toEqual(['other', 'other']);
});
