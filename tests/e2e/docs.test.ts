import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sentKinds, sentTypes } from '#shared/docs/event-schema.ts';
import { forecastAnswer } from '#shared/docs/forecast-schema.ts';
import { kpiAnswer } from '#shared/docs/kpi-schema.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const execute = promisify(execFile);
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let database: TestDatabase;
let system: System;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const strangers: string[] = [];

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'writer', 'ingest', 'display'],
    envOf: { display: { MQTT_URL: 'mqtts://mqtt.vonglau.example:8883' } },
  });
  browser = await launchBrowser();
  page = await openPage();
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  await database.drop();
});

test('the pages open for who is logged in, and for nobody else', async () => {
  await page.goto(`${system.publicUrl}/docs`);
  expect(page.url()).toBe(`${system.publicUrl}/login?next=%2Fdocs`);
  await page.getByLabel('Tài khoản').fill('admin');
  await page.getByLabel('Mật khẩu').fill(system.firstPassword ?? '');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Gửi dữ liệu về thành phố trong ba bước' }).waitFor();
  expect((await fetch(`${system.publicUrl}/docs/openapi.json`)).status).toBe(401);
});

test('no page has a fault of accessibility, is wider than its window, or asks a stranger for anything', async () => {
  const paths = ['/docs', '/docs/answers', '/docs/try', ...sentKinds().map((kind) => `/docs/events/${kind}`)];
  for (const path of paths.flatMap((one) => [one, `${one}?lang=en`])) {
    await page.goto(`${system.publicUrl}${path}`);
    expect(await faultsOf(page), path).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'), path).toBe(0);
  }
  expect(strangers).toEqual([]);
});

test('KPIs are answered as the document says, to whoever may see them', async () => {
  const ask = async (query: string) => page.request.get(`${system.publicUrl}/kpi.json?${query}`);
  const answers = kpiAnswer.array().parse(await (await ask('kpi=online_share&kpi=system_uptime')).json());
  expect(new Set(answers.map(({ kpi }) => kpi))).toEqual(new Set(['online_share', 'system_uptime']));
  // Nothing was sent yet: nothing is known, and that is not 0.
  expect(answers.map(({ value, reason }) => [value, reason])).toContainEqual([null, 'coverage']);
  const ofUnits = kpiAnswer.array().parse(await (await ask('unit=all&kpi=satisfaction')).json());
  expect(ofUnits.length).toBeGreaterThan(5);
  const refused = await ask('kpi=happiness');
  expect([refused.status(), await refused.json()]).toMatchObject([
    400,
    { detail: expect.stringContaining('kpi') as unknown },
  ]);
  expect((await fetch(`${system.publicUrl}/kpi.json`)).status).toBe(401);
  const forecast = await page.request.get(`${system.publicUrl}/forecast.json`);
  const { queues, months } = forecastAnswer.parse(await forecast.json());
  expect([queues.length > 0, months.length > 0]).toEqual([true, true]);
});

test('every type has its table and an example, and the documents name each', async () => {
  for (const name of sentTypes()) {
    await page.goto(`${system.publicUrl}/docs/events/${name.split('.')[0] ?? ''}`);
    const example = await page.locator(`section[id="${name}"] pre`).textContent();
    expect(JSON.parse(example ?? '')).toMatchObject({ type: name });
  }
  const openApi = (await (await page.request.get(`${system.publicUrl}/docs/openapi.json`)).json()) as Record<
    string,
    unknown
  >;
  expect(await new Validator().validate(openApi)).toMatchObject({ valid: true });
  expect(openApi).toMatchObject({ servers: [{ url: system.publicUrl }] });
  const asyncApi = (await (await page.request.get(`${system.publicUrl}/docs/asyncapi.json`)).json()) as {
    components: { messages: object };
  };
  expect(Object.keys(asyncApi.components.messages)).toEqual(expect.arrayContaining([...sentTypes()]));
});

test('three steps: a key by a button, the example as it stands, and there it is, live', async () => {
  await page.goto(`${system.publicUrl}/docs/try`);
  await page.getByRole('button', { name: 'Tạo khóa thử' }).click();
  const made = page.getByTestId('made');
  await made.waitFor();
  expect(await faultsOf(page)).toEqual([]);
  const [exported = '', script = ''] = await made.locator('pre').allTextContents();
  await made.getByRole('link').click();
  await page.getByText('Chưa có sự kiện nào đến').waitFor();
  expect(await faultsOf(page)).toEqual([]);

  await waitFor(
    'the door to take the key',
    async () => {
      const sent = await execute('sh', ['-c', `${exported}\n${script}`]).catch(() => undefined);
      return sent?.stdout.includes('"accepted":1') ?? false;
    },
    60_000,
  );
  await page.locator('[data-fate="counted"]').waitFor({ timeout: 60_000 });
  await execute('sh', ['-c', `${exported}\n${script.replace('"healthy":true', '"healthy":"0912345678"')}`]).catch(
    () => undefined,
  );
  const refusal = page.locator('[data-refused="invalid-event"]');
  await refusal.waitFor({ timeout: 60_000 });
  expect(await refusal.textContent()).toContain('data.healthy');
  expect(await page.content()).not.toContain('0912345678');
  await page.locator('[data-figure="refused"] dd', { hasText: '1' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
});

test('the page of a key opens for who made it and for an administrator only, and no token is told twice', async () => {
  const kid = page.url().split('/').at(-1) ?? '';
  await system.ask('account.create', { name: 'maker', role: 'operator', password: 'a long enough one 7' });
  const other = await openPage();
  await other.goto(`${system.publicUrl}/login?next=%2Fdocs%2Ftry`);
  await other.getByLabel('Tài khoản').fill('maker');
  await other.getByLabel('Mật khẩu').fill('a long enough one 7');
  await other.getByRole('button', { name: 'Đăng nhập' }).click();
  await other.getByText('Bạn chưa có khóa thử nào.').waitFor();
  expect((await other.request.get(`${system.publicUrl}/docs/try/${kid}`)).status()).toBe(404);
  expect((await other.request.get(`${system.publicUrl}/docs/try/${kid}/report.json`)).status()).toBe(404);
  await other.getByRole('button', { name: 'Tạo khóa thử' }).click();
  await other.getByTestId('made').getByRole('link').click();
  await other.getByText('Chưa có sự kiện nào đến').waitFor();
  const theirs = other.url();
  await other.context().close();
  await page.goto(theirs);
  await page.getByText('Chưa có sự kiện nào đến').waitFor();
  expect(await page.content()).not.toMatch(/vl_[a-z2-7]{8}_/);
});

test('no page broke its own policy', () => {
  expect(complaints).toEqual([]);
});

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const opened = await context.newPage();
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('console', (message) => {
    if (/content security policy|violates/i.test(message.text())) complaints.push(message.text());
  });
  opened.on('request', (request) => {
    if (!request.url().startsWith(system.publicUrl) && !request.url().startsWith('data:'))
      strangers.push(request.url());
  });
  return opened;
}

type Found = { readonly violations: { id: string; nodes: { html: string }[] }[]; readonly passes: unknown[] };

/** What axe finds wrong with the page as it stands. */
async function faultsOf(on: Page): Promise<string[]> {
  const { violations, passes } = await on.evaluate<Found>(`${axeSource}; axe.run(document)`);
  if (passes.length < 10) throw new Error('axe looked at nothing');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
