import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';

const mapping = `
set: tickets
about: a test
source: a test
timeline: { zone: Asia/Ho_Chi_Minh, anchor: 2026-01-05 }
values: { at: { time: '{at}', format: iso } }
asset: P00004
events:
  - type: ticket.issued
    id: '{nr}'
    time: at
    data: { ticketId: { item: '{nr}' } }
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vonglau-loading-'));
  writeFileSync(join(folder, 'tickets.yaml'), mapping);
  const rows = Array.from({ length: 400_000 }, (_, index) => `${String(index)},2026-01-05T08:00:00`);
  writeFileSync(join(folder, 'tickets.csv'), `nr,at\n${rows.join('\n')}\n`);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a check of a large file, which takes many seconds, and waits until it reads. */
async function startLoading() {
  const files = ['--file', join(folder, 'tickets.csv'), '--mapping', join(folder, 'tickets.yaml')];
  const where = ['--city', 'tests/support/cities/six-unit', '--data', join(folder, 'data')];
  const child = spawn(process.execPath, ['ingest/senders/file/main.ts', ...where, ...files, '--check'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  await waitFor('the file to be read', () => isReading(child.pid));
  return { child, gone };
}

function isReading(pid: number | undefined): boolean {
  const open = `/proc/${String(pid)}/fd`;
  try {
    return readdirSync(open).some((one) => readlinkSync(join(open, one)).endsWith('tickets.csv'));
  } catch {
    // A file closed meanwhile is looked for again.
    return false;
  }
}

test('a sender that is still loading ends as soon as it is told to', async () => {
  const { child, gone } = await startLoading();
  child.kill('SIGTERM');
  // Not by what it would have ended with.
  expect(await gone).toEqual([null, 'SIGTERM']);
});

test('and when whoever started it is gone', async () => {
  const { child, gone } = await startLoading();
  child.disconnect();
  expect(await gone).toEqual([130, null]);
});
