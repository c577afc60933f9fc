import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFrames, writeFrames, type StoredMessage } from '../../../infra/backup/frames-file.ts';
import { openKeys, sealKeys } from '../../../infra/backup/sealed-keys.ts';
import { putBackKeys, readSecretFiles } from '../../../infra/backup/secret-files.ts';
import { firstFrame } from '../../../infra/backup/take-streams.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'vonglau-parts-'))));
afterAll(() => rm(folder, { recursive: true }));

const some: readonly StoredMessage[] = [3, 4, 9].map((seq) => ({
  seq,
  time: '2026-11-22T10:00:00.000Z',
  data: Buffer.from([0, seq, 10, 13, 255]),
}));

async function writeSome(name: string, messages = some): Promise<string> {
  const path = join(folder, name);
  const list = async function* (): AsyncGenerator<StoredMessage> {
    for (const message of await Promise.resolve(messages)) yield message;
  };
  expect(await writeFrames(path, list())).toBe(messages.length);
  return path;
}

async function readAll(frames: AsyncIterable<StoredMessage>): Promise<StoredMessage[]> {
  const all: StoredMessage[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

describe('a file of frames', () => {
  it('gives back every byte, and none of none', async () => {
    expect(await readAll(readFrames(await writeSome('whole')))).toEqual(some);
    expect(await readAll(readFrames(await writeSome('empty', [])))).toEqual([]);
  });

  it('cut off anywhere is found to be', async () => {
    const bytes = await readFile(await writeSome('long'));
    for (let length = 0; length < bytes.length; length += 3) {
      const path = join(folder, 'cut');
      await writeFile(path, bytes.subarray(0, length));
      await expect(readAll(readFrames(path))).rejects.toThrow(/cut off or damaged after message/);
    }
  });

  it('without its last line, or with a line between, is found to be broken', async () => {
    const lines = gunzipSync(await readFile(await writeSome('lines')))
      .toString()
      .trimEnd()
      .split('\n');
    for (const broken of [lines.slice(0, -1), lines.toSpliced(1, 1), [...lines, lines[0]], [lines[1], ...lines]]) {
      const path = join(folder, 'broken');
      await writeFile(path, gzipSync(`${broken.join('\n')}\n`));
      await expect(readAll(readFrames(path))).rejects.toThrow(/cut off or damaged/);
    }
  });
});

describe('sealed keys', () => {
  const files = [{ path: 'ingest/quarantine-key', text: 'bí mật' }];

  it('open to their passphrase, in their backup, and to nothing else', async () => {
    const sealed = await sealKeys(files, 'đúng rồi, mở ra', 'backup-1');
    expect(sealed).not.toContain(Buffer.from('bí mật').toString('base64'));
    expect(await openKeys(sealed, 'đúng rồi, mở ra'.normalize('NFD'), 'backup-1')).toEqual(files);
    await expect(openKeys(sealed, 'đúng rồi, mở ra ', 'backup-1')).rejects.toThrow('wrong passphrase');
    await expect(openKeys(sealed, 'đúng rồi, mở ra', 'backup-2')).rejects.toThrow('wrong passphrase');
  }, 60_000);
});

describe('keys put back', () => {
  const personal = (month: string) => ({
    path: 'ingest/personal-key.json',
    text: JSON.stringify({ id: month, secret: 'x' }),
  });
  const nowMs = Date.parse('2026-11-22T10:00:00Z');

  it('are readable by their owner only, and the pseudonyms of a past month stay away', async () => {
    const dataDir = await mkdtemp(join(folder, 'data-'));
    const key = { path: 'ingest/quarantine-key', text: 'k' };
    expect(putBackKeys([key, personal('202610')], { dataDir, replace: false, nowMs })).toEqual({
      written: [key.path],
      expired: ['ingest/personal-key.json'],
    });
    expect(putBackKeys([key, personal('202611')], { dataDir, replace: false, nowMs }).expired).toEqual([]);
    expect(readSecretFiles(dataDir)).toEqual([personal('202611'), key]);
  });

  it('do not cover up another key unless they are told to', async () => {
    const dataDir = await mkdtemp(join(folder, 'data-'));
    const [old, restored] = ['old', 'restored'].map((text) => ({ path: 'ingest/quarantine-key', text }));
    if (!old || !restored) return;
    putBackKeys([old], { dataDir, replace: false, nowMs });
    expect(() => putBackKeys([restored], { dataDir, replace: false, nowMs })).toThrow('--replace sets it aside');
    putBackKeys([restored], { dataDir, replace: true, nowMs });
    expect(readSecretFiles(dataDir)).toEqual([restored]);
    expect(await readFile(join(dataDir, 'ingest/quarantine-key.before-restore'), 'utf8')).toBe('old');
  });
});

describe("the tail's first frame", () => {
  const head = { id: 'EVENTS x', firstSeq: 10, lastSeq: 90 };
  it.each([
    ['after what is counted and folded', { stream: 'EVENTS x', seq: 50, checkpointSeq: 40 }, 41],
    ['after what is counted, where live is ahead', { stream: 'EVENTS x', seq: 50, checkpointSeq: 60 }, 51],
    ['behind the end when all is counted', { stream: 'EVENTS x', seq: 90, checkpointSeq: 90 }, 91],
    ['the log’s own where nothing is folded', { stream: 'EVENTS x', seq: 50, checkpointSeq: 0 }, 10],
    ['the log’s own for a place in another log', { stream: 'EVENTS y', seq: 50, checkpointSeq: 60 }, 10],
    ['the log’s own for a place beyond its end', { stream: 'EVENTS x', seq: 91, checkpointSeq: 60 }, 10],
  ])('%s', (_, place, expected) => {
    expect(firstFrame(head, place)).toBe(expected);
  });
});
