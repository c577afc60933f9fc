import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createProgress } from '../../../infra/setup/progress.ts';

test('outside a terminal a step is plain lines: what it does, warnings, how it ended', async () => {
  const out = new PassThrough();
  const progress = createProgress(out, () => 0);
  await progress.step('Servers', (report) => {
    report({ text: 'downloading', fraction: 0.1 });
    report({ text: 'downloading', fraction: 0.9 });
    report({ text: 'port 1 is taken', level: 'warning' });
    return Promise.resolve();
  });
  expect(String(out.read())).toBe('  Servers: downloading\n! port 1 is taken\n✓ Servers (0.0 s)\n');
});

test('a failing step is shown as failed and its error goes on', async () => {
  const out = new PassThrough();
  const progress = createProgress(out, () => 0);
  await expect(progress.step('Database', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(String(out.read())).toBe('✗ Database (0.0 s)\n');
});

test('on a terminal the bar is redrawn in place', async () => {
  const out = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const progress = createProgress(out, () => 0);
  await progress.step('Servers', (report) => {
    report({ text: 'downloading', fraction: 0.5 });
    return Promise.resolve();
  });
  expect(String(out.read())).toContain('████████████░░░░░░░░░░░░ 50 % downloading');
});
