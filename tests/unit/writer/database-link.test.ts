import { expect, it } from 'vitest';
import { isDataError, mayPass } from '../../../stream/writer/database-link.ts';
import { FencedError } from '../../../stream/writer/position.ts';

const withCode = (code: string): Error => Object.assign(new Error('from the database'), { code });

it('what may pass is tried again: lost connections, servers that start, fill up or stop', () => {
  expect(mayPass(new Error('Connection terminated unexpectedly'))).toBe(true);
  for (const code of ['57P03', '53100', '40P01', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'])
    expect(mayPass(withCode(code))).toBe(true);
});

it('a mistake of the program and a fenced writer are not tried for ever', () => {
  for (const error of [new TypeError('x'), new ReferenceError('x'), new FencedError('x'), withCode('42P01'), 'x'])
    expect(mayPass(error)).toBe(false);
});

it('the form, the rules and the size of data are its own fault', () => {
  expect(['22003', '23514', '54000'].map((code) => isDataError(withCode(code)))).toEqual([true, true, true]);
  expect(isDataError(withCode('40001'))).toBe(false);
});
