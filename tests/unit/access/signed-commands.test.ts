import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headers } from '@nats-io/transport-node';
import { afterAll, describe, expect, it } from 'vitest';
import { keepCommandKey, readCommandKey, signatureHeader, signCommand } from '#shared/service/command-key.ts';
import { openCommand } from '#shared/service/open-command.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'vonglau-command-key-'));
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const nowMs = Date.parse('2026-11-23T03:00:00Z');
const subject = 'cmd.test.office.key.create';

function aCommand(
  over: { sentAt?: string; actor?: string; signedFor?: string; key?: ReturnType<typeof keepCommandKey> } = {},
) {
  const { sentAt = new Date(nowMs).toISOString(), actor = 'account:lan' } = over;
  const data = new TextEncoder().encode(JSON.stringify({ id: 'a-command', actor, sentAt, body: { kid: 'x' } }));
  const given = headers();
  given.set(signatureHeader, signCommand(over.key ?? keepCommandKey(dataDir), over.signedFor ?? subject, data));
  return { subject, data, headers: given };
}

const open = (message: Parameters<typeof openCommand>[0]) =>
  openCommand(message, { key: keepCommandKey(dataDir), nowMs });
const refusal = (code: string) => ({ refused: { ok: false, code } });

describe('the key of commands', () => {
  it('is made once, for its owner only', () => {
    const key = keepCommandKey(dataDir);
    const file = join(dataDir, 'secrets/commands');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{43}$/);
    expect(keepCommandKey(dataDir).equals(key)).toBe(true);
    expect(readCommandKey(dataDir).equals(key)).toBe(true);
  });

  it('is not made by who only wants to use it', () => {
    expect(() => readCommandKey(join(dataDir, 'elsewhere'))).toThrow(/VONGLAU_DATA/);
  });

  it('that is broken is said to be so', () => {
    const broken = mkdtempSync(join(dataDir, 'broken-'));
    keepCommandKey(broken);
    writeFileSync(join(broken, 'secrets/commands'), 'short');
    expect(() => readCommandKey(broken)).toThrow(/holds no key/);
  });
});

describe('a command', () => {
  it('is opened when it is signed', () => {
    expect(open(aCommand())).toMatchObject({ envelope: { id: 'a-command', actor: 'account:lan', body: { kid: 'x' } } });
  });

  it('is refused without a signature, or with that of another key, subject or content', () => {
    const { data } = aCommand();
    expect(open({ subject, data, headers: headers() })).toMatchObject(refusal('forbidden'));
    const other = keepCommandKey(mkdtempSync(join(dataDir, 'other-')));
    expect(open(aCommand({ key: other }))).toMatchObject(refusal('forbidden'));
    expect(open(aCommand({ signedFor: 'cmd.test.office.key.list' }))).toMatchObject(refusal('forbidden'));
    const changed = new TextEncoder().encode(new TextDecoder().decode(data).replace('account:lan', 'account:min'));
    expect(open({ ...aCommand(), data: changed })).toMatchObject(refusal('forbidden'));
  });

  it('is refused when it was signed long ago, or in a time to come', () => {
    const at = (ms: number) => aCommand({ sentAt: new Date(nowMs + ms).toISOString() });
    expect(open(at(-119_000))).toHaveProperty('envelope');
    expect(open(at(119_000))).toHaveProperty('envelope');
    expect(open(at(-121_000))).toMatchObject(refusal('forbidden'));
    expect(open(at(121_000))).toMatchObject(refusal('forbidden'));
  });

  it('is refused when it is none', () => {
    expect(open(aCommand({ actor: '' }))).toMatchObject(refusal('invalid'));
    expect(open(aCommand({ sentAt: 'yesterday' }))).toMatchObject(refusal('invalid'));
  });
});
