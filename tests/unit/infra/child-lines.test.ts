import { expect, test } from 'vitest';
import { createWarningReader, warningInLine } from '../../../infra/setup/process/child-lines.ts';

test('warnings and errors of a process are shown, the rest stays in its log', () => {
  expect(warningInLine('{"level":30,"msg":"ready"}')).toBeUndefined();
  expect(warningInLine('{"level":50,"msg":"cannot go on","err":{"message":"disk full"}}')).toBe(
    'cannot go on: disk full',
  );
  expect(warningInLine('plain text')).toBeUndefined();
});

test('a flood of warnings is cut, and begins anew after ten seconds', () => {
  const shown: string[] = [];
  let nowMs = 0;
  const read = createWarningReader(
    'live',
    ({ text }) => shown.push(text),
    () => nowMs,
  );
  read(Buffer.from('{"level":40,"msg":"a"}\n'.repeat(100)));
  expect(shown).toEqual(['live: a', 'live: a', 'live: a', 'live: a', 'live: a', 'live: more in its log']);
  nowMs = 11_000;
  read(Buffer.from('{"level":40,'));
  read(Buffer.from('"msg":"b"}\n'));
  expect(shown.at(-1)).toBe('live: b');
});
