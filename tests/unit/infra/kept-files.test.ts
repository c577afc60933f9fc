import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareNats } from '../../../infra/servers/nats.ts';
import { savedSecret } from '../../../infra/servers/saved-secret.ts';
import { migrate } from '../../../infra/setup/migrate.ts';
import { openRotatingLog } from '../../../infra/setup/process/rotating-log.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vonglau-kept-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a secret whose file a crash left empty is made up anew, and kept', () => {
  const file = join(folder, 'password');
  writeFileSync(file, '');
  const secret = savedSecret(file);
  expect(secret).toMatch(/^[\w-]{32}$/);
  expect(savedSecret(file)).toBe(secret);
});

test('NATS never gets less room than it had: it would not open a log that reserves more', () => {
  const root = join(folder, 'root');
  mkdirSync(join(root, 'usr/lib/test-linux-gnu'), { recursive: true });
  writeFileSync(join(root, 'usr/lib/test-linux-gnu/ld-linux-test.so.2'), '');
  const config = join(folder, 'nats.conf');
  const prepare = (): number => {
    prepareNats({ root, folder, port: 4_222, throwaway: true });
    return Number(/max_file: (\d+)/.exec(readFileSync(config, 'utf8'))?.[1]);
  };
  const first = prepare();
  expect(first).toBeGreaterThan(0);
  const roomier = first * 1_000;
  writeFileSync(config, readFileSync(config, 'utf8').replace(`max_file: ${first}`, `max_file: ${roomier}`));
  expect(prepare()).toBe(roomier);
});

test('a full disk costs lines of a log, not the process that writes it', () => {
  const log = openRotatingLog('/dev/full');
  expect(() => {
    log.write('a line\n');
  }).not.toThrow();
  log.close();
});

test('a database that cannot be reached is named, with what to do and without its password', async () => {
  const failure = await migrate('postgres://somebody:hush@127.0.0.1:1/city', []).catch(String);
  expect(failure).toMatch(/127\.0\.0\.1:1.*DATABASE_URL/);
  expect(failure).not.toContain('hush');
});
