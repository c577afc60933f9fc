import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from './launch-office.ts';
import { openRegistryReader, type RegistryReader } from './registry-reader.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;
let registry: RegistryReader;
let city: string;

beforeAll(async () => {
  city = randomCity();
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  registry = await openRegistryReader(city, folder.dataDir);
  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir });
});

afterAll(async () => {
  await office.stop();
  await registry.close();
  await Promise.all([database.drop(), folder.remove()]);
});

/** Runs `vonglau …` against the test's office. */
async function vonglau(words: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  const servers = inject('servers');
  const code = await runCommandLine(words, {
    stdin,
    stdout,
    stderr,
    signal: new AbortController().signal,
    env: {
      VONGLAU_CITY: city,
      VONGLAU_DATA: folder.dataDir,
      NATS_URL: servers.natsUrl,
      DATABASE_URL: database.databaseUrl,
      REDIS_URL: servers.redisUrl,
      INGEST_URL: 'http://127.0.0.1:1',
      PUBLIC_ORIGIN: 'http://localhost:8080',
    },
  });
  const text = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
  return { code, out: text(stdout), err: text(stderr) };
}

describe('vonglau key', () => {
  const wish = [
    '--source',
    'urn:test:x',
    '--kinds',
    'kiosk,ticket',
    '--assets',
    'K*,P00004',
    '--rate',
    '5',
    '--days',
    '1',
  ];

  it('creates with a token and an example, lists without the token, revokes', async () => {
    const made = await vonglau(['key', 'create', ...wish]);
    const [token = '', kid = ''] = /vl_([a-z2-7]{8})_\S{43}/.exec(made.out) ?? [];
    expect(made.out).toContain(`Authorization: Bearer ${token}`);
    const listed = await vonglau(['key', 'list']);
    expect(listed.out).toMatch(new RegExp(`^${kid} +until .* urn:test:x +kiosk,ticket +K\\*,P00004 +5/s`, 'm'));
    expect(listed.out).not.toContain(token);
    expect((await vonglau(['key', 'revoke', kid])).code).toBe(0);
    expect((await vonglau(['key', 'list'])).out).toMatch(new RegExp(`^${kid} +revoked`, 'm'));
    expect((await registry.keys()).find((key) => key.kid === kid)?.revokedAt).not.toBeNull();
  });

  it('speaks JSON', async () => {
    const made = JSON.parse((await vonglau(['key', 'create', ...wish, '--json'])).out) as { kid: string };
    const listed = JSON.parse((await vonglau(['key', 'list', '--json'])).out) as { kid: string; ratePerS: number }[];
    expect(listed.find((key) => key.kid === made.kid)?.ratePerS).toBe(5);
  });

  it('fails with one line that says what to do', async () => {
    expect(await vonglau(['key', 'create'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--help') as unknown,
    });
    const refused = await vonglau(['key', 'create', ...wish, '--world', 'mars']);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/^vonglau key create: world: live, sim:<run>.*\n$/);
  });
});

describe('vonglau account, walltoken and world', () => {
  it('make an account with a made or a chosen password', async () => {
    expect((await vonglau(['account', 'create', 'lan', '--role', 'duty'])).out).toMatch(/[a-z2-7]{7}(-[a-z2-7]{7}){2}/);
    const chosen = await vonglau(['account', 'password', 'lan', '--stdin'], 'một câu đủ dài để nhớ\n');
    expect(chosen).toMatchObject({ code: 0, err: '' });
    expect(chosen.out).not.toContain('câu');
    expect((await vonglau(['account', 'password', 'lan', '--stdin'])).err).toContain('no password came');
  });

  it('change, disable and list accounts', async () => {
    await vonglau(['account', 'create', 'ward', '--role', 'unit', '--unit', '00004']);
    expect((await vonglau(['account', 'list'])).out).toMatch(/^ward +unit +00004 +password +since .* 0 *$/m);
    expect((await vonglau(['account', 'change', 'ward', '--role', 'leader'])).out).toBe(
      'Account ward: leader. Sessions ended: 0.\n',
    );
    expect((await vonglau(['account', 'change', 'ward', '--disable'])).out).toContain('disabled');
    expect((await vonglau(['account', 'list'])).out).toMatch(/^ward +leader +whole city +password +disabled /m);
    expect((await vonglau(['account', 'change', 'ward'])).err).toContain('--help');
    expect((await vonglau(['account', 'change', 'admin', '--disable'])).err).toContain('last administrator');
  });

  it('make, list and revoke a wall token', async () => {
    const made = await vonglau(['walltoken', 'create', 'Meeting room', '--world', 'sim:a']);
    const id = /Wall token (\S+)/.exec(made.out)?.[1] ?? '';
    expect((await vonglau(['walltoken', 'list'])).out).toMatch(
      new RegExp(`^${id} +since .* sim:a +Meeting room$`, 'm'),
    );
    expect((await vonglau(['walltoken', 'revoke', id])).code).toBe(0);
    expect((await vonglau(['walltoken', 'list'])).out).toMatch(new RegExp(`^${id} +revoked`, 'm'));
  });

  it('list the worlds with what their clocks read', async () => {
    const clock = { world: 'replay:a', anchorRealMs: 0, anchorWorldMs: 0, speed: 60, holdAtMs: 86_400_000 };
    await registry.ask('world.set', clock);
    expect((await vonglau(['world', 'list'])).out).toMatch(/^replay:a +1970-01-02T00:00:00.000Z +stands$/m);
  });
});
