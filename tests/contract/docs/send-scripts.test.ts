import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleEvent } from '#shared/docs/example-event.ts';
import { sentTypes } from '#shared/docs/event-schema.ts';
import { sendScripts, type SendScript } from '#shared/docs/send-scripts.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aKey, tokenOf } from '../../support/test-registry.ts';

const execute = promisify(execFile);
const source = 'urn:test:source';
const programs: Readonly<Record<SendScript['name'], readonly string[]>> = {
  curl: ['sh', 'curl'],
  lines: ['sh', 'curl', 'gzip'],
  node: ['node'],
  python: ['python3'],
};

let door: Awaited<ReturnType<typeof openTestDoor>>;
const folder = mkdtempSync(join(tmpdir(), 'vonglau-docs-'));
/** The next frame is lost, so that a sender must send again. */
let isLosing = false;

beforeAll(async () => {
  door = await openTestDoor({
    keys: [aKey('aaaaaaaa', { source, kinds: [...new Set(sentTypes().map((type) => type.split('.')[0] ?? ''))] })],
    publish: () => {
      const outcome = isLosing ? 'away' : 'stored';
      isLosing = false;
      return Promise.resolve(outcome);
    },
  });
});
afterAll(async () => {
  await door.close();
  rmSync(folder, { recursive: true, force: true });
});

const scriptsFor = (origin: string) =>
  sendScripts({
    origin,
    event: exampleEvent('parking.paid', { assets: { parking: 'B001' }, source, nowMs: Date.now() }),
  });

describe.each(scriptsFor('http://door').map(({ name }) => name))('the example in %s', (name) => {
  test('runs as it stands, and sends again what the door could not take', async (context) => {
    const missing = await absentPrograms(programs[name]);
    context.skip(missing.length > 0, `not on this machine: ${missing.join(', ')}`);
    const script = scriptsFor(door.url).find((one) => one.name === name);
    if (!script) throw new Error(`no example ${name}`);
    writeFileSync(join(folder, script.file), script.text);
    const before = door.events().length;
    isLosing = true;
    const { stdout } = await execute('sh', ['-c', script.run], {
      cwd: folder,
      env: { ...process.env, VONGLAU_TOKEN: tokenOf('aaaaaaaa') },
    });
    const sent = door.events().slice(before);
    const count = name === 'lines' ? 3 : 1;
    expect(stdout).toMatch(new RegExp(`"accepted": ?${count}`));
    expect(sent).toHaveLength(count);
    expect(sent[0]).toMatchObject({ type: 'parking.paid', asset: 'B001', source, data: { method: 'cash' } });
    expect(new Set(sent.map(({ id }) => id)).size).toBe(count);
  });
});

test('a wrong key ends an example with an error and the reason', async () => {
  const script = scriptsFor(door.url).find(({ name }) => name === 'node');
  writeFileSync(join(folder, 'wrong.mjs'), script?.text ?? '');
  const failed = await execute('node', ['wrong.mjs'], {
    cwd: folder,
    env: { ...process.env, VONGLAU_TOKEN: 'x' },
  }).then(
    () => undefined,
    (error: unknown) => error as { code: number; stdout: string },
  );
  expect(failed).toMatchObject({ code: 1 });
  expect(failed?.stdout).toContain('urn:vonglau:problem:unauthenticated');
});

async function absentPrograms(names: readonly string[]): Promise<string[]> {
  const isAbsent = await Promise.all(
    names.map((name) =>
      execute('sh', ['-c', `command -v ${name}`]).then(
        () => false,
        () => true,
      ),
    ),
  );
  return names.filter((_, index) => isAbsent[index]);
}
