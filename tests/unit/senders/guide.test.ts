import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeTally } from '../../../ingest/senders/file/tally.ts';
import { loadSetFromText } from '../../support/load-set-from-text.ts';

const guide = readFileSync('infra/localities/README.md', 'utf8');
const block = (language: string): string => new RegExp('```' + language + '\\n(.*?)```', 's').exec(guide)?.[1] ?? '';

it('the example in the guide does what the guide says', async () => {
  const { events, tally } = await loadSetFromText(block('yaml'), block('csv'));
  expect(events.map(({ id, asset, wallMs }) => [id, asset, new Date(wallMs).toISOString().slice(11, 19)])).toEqual([
    ['A001.issued', 'P00070', '08:01:00'],
    ['A002.issued', 'P00103', '08:02:00'],
    ['A002.called', 'P00103', '08:06:00'],
    ['A001.called', 'P00070', '08:13:30'],
    ['A003.issued', 'P00070', '13:05:00'],
    ['A005.issued', 'P00103', '13:10:00'],
    ['A003.abandoned', 'P00070', '13:36:00'],
  ]);
  expect(events[3]?.data).toEqual({ ticketId: { item: 'A001' }, counter: 'Quầy 3', waitS: 750 });
  expect(tally.map(describeTally)).toEqual(["1 dropped: the engineer's test (line 5)"]);
});
