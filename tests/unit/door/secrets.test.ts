import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sealWith } from '#shared/service/seal.ts';
import { openPseudonyms } from '../../../ingest/door/personal/pseudonym.ts';
import { openSeal } from '../../../ingest/door/quarantine/seal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vonglau-secrets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('pseudonyms', () => {
  test('are the same within a month and after a restart, others the next month', () => {
    let nowMs = Date.parse('2026-11-30T23:59:59Z');
    const opened = openPseudonyms(folder, () => nowMs);
    const november = opened()('phone', '0912345678');
    expect(november).toMatch(/^p1:202611:[\w-]{22}$/);
    expect(openPseudonyms(folder, () => nowMs)()('phone', '0912345678')).toBe(november);
    nowMs += 1_000;
    expect(opened()('phone', '0912345678')).toMatch(/^p1:202612:[\w-]{22}$/);
    expect(readFileSync(join(folder, 'personal-key.json'), 'utf8')).not.toContain('202611');
  });

  test('a key file that others may read is closed to them', () => {
    openPseudonyms(folder, Date.now);
    const file = join(folder, 'personal-key.json');
    chmodSync(file, 0o644);
    openPseudonyms(folder, Date.now);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('the seal', () => {
  test('opens what it closed, in its own place and unchanged only', () => {
    const sealed = openSeal(folder, 'QUARANTINE_A').close('secret');
    expect(sealed.includes('secret')).toBe(false);
    expect(openSeal(folder, 'QUARANTINE_A').open(sealed)).toBe('secret');
    expect(openSeal(folder, 'QUARANTINE_B').open(sealed)).toBeUndefined();
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    expect(openSeal(folder, 'QUARANTINE_A').open(sealed)).toBeUndefined();
    expect(sealWith(Buffer.alloc(32), 'x').open(Buffer.alloc(3))).toBeUndefined();
  });

  test('never closes the same text the same way twice', () => {
    const seal = sealWith(Buffer.alloc(32), 'x');
    expect(seal.close('secret').equals(seal.close('secret'))).toBe(false);
  });
});
