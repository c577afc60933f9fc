import { expect, test } from 'vitest';
import { judge, type Evidence } from '../../chaos/oracle/judge.ts';

const sound: Evidence = {
  claimed: new Map([
    ['a', 'content of a'],
    ['b', 'content of b'],
    ['c', 'content of c'],
  ]),
  acked: new Set(['a', 'b']),
  stored: [
    { id: 'a', contentHash: 'content of a' },
    { id: 'b', contentHash: 'content of b' },
  ],
  recount: { different: 0, first: null },
  screens: [{ name: 'screen 1', differences: [] }],
  freshMs: 80,
  audit: { broken: 0, first: null },
  untold: [],
  repeated: 1,
  leastAcked: 2,
};
const withStored = (...more: Evidence['stored']): Partial<Evidence> => ({ stored: [...sound.stored, ...more] });

test('sound evidence has no fault', () => {
  expect(judge(sound)).toEqual({ accepted: 2, lost: 0, repeated: 1, faults: [] });
});

test('what was sent and not acknowledged may be stored or not', () => {
  expect(judge({ ...sound, ...withStored({ id: 'c', contentHash: 'content of c' }) }).faults).toEqual([]);
});

test.each<[fault: string, spoilt: Partial<Evidence>]>([
  ['O1', { stored: sound.stored.slice(1) }],
  ['O2', withStored({ id: 'x', contentHash: 'content of x' })],
  ['O3', withStored({ id: 'a', contentHash: 'content of a' })],
  ['O4', withStored({ id: 'c', contentHash: 'another' })],
  ['O5', { recount: { different: 1, first: 'a row' } }],
  ['O6', { screens: [{ name: 'screen 1', differences: ['asset K001'] }] }],
  ['O7', { freshMs: null }],
  ['O7', { freshMs: 5_001 }],
  ['O8', { untold: ['unwell of K001'] }],
  ['O9', { audit: { broken: 1, first: 'row 7 changed' } }],
  ['O10', { leastAcked: 3 }],
  ['O10', { repeated: 0 }],
])('%s is found', (fault, spoilt) => {
  expect(judge({ ...sound, ...spoilt }).faults).toEqual([expect.stringMatching(`^${fault}:`)]);
});

test('lost events are counted', () => {
  expect(judge({ ...sound, stored: [] })).toMatchObject({ accepted: 2, lost: 2 });
});
