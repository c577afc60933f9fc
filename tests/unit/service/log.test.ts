import { expect, test } from 'vitest';
import { findType, typeNames } from '#shared/events/catalogue.ts';
import { createLog, type Log } from '#shared/service/log.ts';

const marker = '0912000777';

/** The lines that a use of the log wrote. */
function linesOf(use: (log: Log) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  use(createLog('test', 'trace', { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('no personal field of any kind and no secret comes through, three levels deep', () => {
  const fields = typeNames().flatMap((name) => findType(name)?.type.personal ?? []);
  expect(fields).toContain('phone');
  for (const field of [...fields, 'token', 'password', 'authorization', 'cookie', 'body', 'event']) {
    const lines = linesOf((log) => {
      log.info({ [field]: marker }, 'one');
      log.warn({ request: { [field]: marker } }, 'two');
      log.error({ request: { headers: { [field]: marker } } }, 'three');
    });
    expect(JSON.stringify(lines), field).not.toContain(marker);
    expect(lines).toHaveLength(3);
  }
});

test('an error is told without what it was working on', () => {
  const fromDatabase = Object.assign(new Error(`invalid input syntax for type bigint: "${marker}"`), {
    ...{ code: '22P02', detail: `Key (phone)=(${marker})`, where: `COPY, line 1: "${marker}"`, table: 'events' },
    ...{ parameters: [marker], query: marker },
  });
  const [line] = linesOf((log) => {
    const cause = new AggregateError([fromDatabase], 'several');
    log.error({ err: new Error('the batch failed', { cause: fromDatabase }) }, 'failed');
    log.error({ err: cause }, 'failed');
    log.error(fromDatabase);
    try {
      JSON.parse(`{"phone": ${marker} x`);
    } catch (error) {
      log.fatal({ err: error }, 'cannot go on');
    }
  }).map((written) => {
    expect(JSON.stringify(written)).not.toContain(marker);
    return written;
  });
  expect(line).toMatchObject({
    err: {
      message: 'the batch failed',
      cause: { type: 'Error', code: '22P02', table: 'events', message: 'invalid input syntax for type bigint: "…"' },
    },
  });
  expect(JSON.stringify(line)).toContain('log.test.ts');
});

test('times are UTC, and one call is one line whatever it says', () => {
  const lines = linesOf((log) => {
    log.info({ name2: 'a\nb' }, 'first\n{"level":60,"msg":"forged"}');
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});
