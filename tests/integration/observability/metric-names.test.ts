import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { conditionLimits } from '#shared/health/condition-limits.ts';
import { buildDisplay } from '../../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { startSystem, type ProcessName, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';
import { readPanels, readRules } from './shipped-files.ts';

const processes = ['office', 'writer', 'live', 'duty', 'ingest', 'display'] as const satisfies readonly ProcessName[];

let database: TestDatabase;
let system: System;
const told = new Set<string>();

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity(), health: true, processes },
    envOf: { ingest: { MQTT_PORT: '0', EVENTS_DIR: tmpdir() } },
  });
  for (const process of processes) {
    let text = '';
    await waitFor(`the metrics of ${process}`, async () => {
      text = (await system.askHealth(process, '/metrics'))?.text ?? '';
      return text !== '';
    });
    for (const name of namesIn(text)) told.add(name);
  }
}, 240_000);

afterAll(async () => {
  await system.stop();
  await database.drop();
});

test('every metric of the alert rules is told by some process', () => {
  const asked = new Map(readRules().map(({ alert, expr }) => [alert, metricsOf(expr)]));
  expect(missingIn(asked)).toEqual([]);
  expect(asked.size).toBeGreaterThan(20);
});

test('every metric of the dashboard is told by some process, and every panel has a unit', () => {
  const panels = readPanels();
  expect(
    missingIn(new Map(panels.map(({ title, targets }) => [title, targets.flatMap(({ expr }) => metricsOf(expr))]))),
  ).toEqual([]);
  expect(panels.filter(({ fieldConfig }) => !fieldConfig?.defaults.unit).map(({ title }) => title)).toEqual([]);
});

test('every metric of ours is on the dashboard', () => {
  const drawn = readPanels().flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsOf(expr)));
  const ours = [...told].filter((name) => name.startsWith('vonglau_') && !/_(bucket|sum|count)$/.test(name));
  const shown = (name: string): boolean => drawn.some((one) => one === name || one === `${name}_bucket`);
  expect(ours.length).toBeGreaterThan(30);
  expect(ours.filter((name) => !shown(name))).toEqual([]);
});

test('an alert of a condition has the limit that the condition itself has', () => {
  const limits: Partial<Record<string, { readonly warnAt: number; readonly criticalAt: number }>> = conditionLimits;
  // A reader that stands still is told by time without a step, not by a figure.
  const alerts = readRules().filter(({ labels }) => labels.condition && labels.condition !== 'consumer-stall');
  for (const { alert, expr, labels } of alerts) {
    const own = limits[labels.condition ?? ''];
    const limit = labels.severity === 'critical' ? own?.criticalAt : own?.warnAt;
    expect(`${alert} ${expr}`).toMatch(new RegExp(`>= ${String(limit)}$`));
  }
  expect(alerts.length).toBeGreaterThan(5);
});

/** Names of a text of metrics; a histogram has three. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
}

function metricsOf(expr: string): string[] {
  return [...new Set(expr.match(/\b(vonglau|process|nodejs)_\w+/g))];
}

function missingIn(asked: ReadonlyMap<string, readonly string[]>): string[] {
  return [...asked].flatMap(([where, names]) =>
    names.filter((name) => !told.has(name)).map((name) => `${where}: ${name}`),
  );
}
