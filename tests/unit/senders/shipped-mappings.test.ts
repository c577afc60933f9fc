import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '#shared/locality/load-pack.ts';
import { loadMapping } from '../../../ingest/senders/file/load-mapping.ts';
import { loadSet } from '../../../ingest/senders/file/load-set.ts';
import type { SourceEvent } from '../../../ingest/senders/file/source-event.ts';

const samples = '../shared/data';
const folder = 'infra/localities/hanoi/mappings';
const pack = loadPack('infra/localities/hanoi');

type Expected = {
  /** Events of each type. */
  types: Record<string, number>;
  /** Rows or cells that became no event of their own. */
  fates: Record<string, number>;
  assets: number;
  /** Sums over the data of one type's events, to two decimals. */
  sums: [type: string, field: string, sum: number][];
};

// Counted from the files by other means than this code.
const expected: Record<string, Expected> = {
  hotline: {
    types: { 'call.queued': 31_075, 'call.answered': 27_112, 'call.ended': 27_112, 'call.abandoned': 3_963 },
    fates: { dropped: 1_941 + 278 + 50 },
    assets: 1,
    sums: [
      ['call.answered', 'waitS', 1_105_301],
      ['call.abandoned', 'waitS', 259_695],
      ['call.ended', 'talkS', 4_790_100],
    ],
  },
  'waiting-times': {
    types: { 'counter.waiting': 46_958 },
    fates: { dropped: 6_721, repeated: 3_021, lost: 2 },
    assets: 30,
    sums: [['counter.waiting', 'expectedWaitS', 92_852_979]],
  },
  'parking-payments': {
    types: { 'parking.paid': 13_666, 'parking.failed': 160, 'parking.maintained': 49 },
    fates: { dropped: 160 },
    assets: 29,
    sums: [['parking.paid', 'amountVnd', 580_020_250 + 113_626_250]],
  },
  'parking-occupancy': {
    types: { 'parking.occupancy': 30_509 },
    fates: { dropped: 5_014, repeated: 194 },
    assets: 26,
    sums: [['parking.occupancy', 'occupied', 18_951_361]],
  },
  permits: {
    types: { 'record.submitted': 1_434, 'record.step': 8_577, 'record.completed': 1_329 },
    fates: {},
    assets: 10,
    sums: [
      ['record.completed', 'durationS', 6_772_515_064],
      ['record.completed', 'onTime', 952],
    ],
  },
};

describe.each(Object.entries(expected))(
  'the mapping %s',
  { timeout: 60_000 },
  (name, { types, fates, assets, sums }) => {
    const mapping = loadMapping(join(folder, `${name}.yaml`));
    const file = join(samples, mapping.file.sample ?? '');

    it('makes of its sample what was counted by other means', async ({ skip }) => {
      if (!existsSync(file)) skip(`${file} is not there`);
      const { events, tally } = await loadSet(mapping, file, pack);
      expect(countBy(events, ({ type }) => type)).toEqual(types);
      const counted: Record<string, number> = {};
      for (const { fate, count } of tally) counted[fate] = (counted[fate] ?? 0) + count;
      expect(counted).toEqual(fates);
      expect(new Set(events.map(({ asset }) => asset)).size).toBe(assets);
      for (const [type, field, sum] of sums) expect(sumOf(events, type, field), `${type} ${field}`).toBe(sum);
    });
  },
);

describe('the mapping device-outages', { timeout: 60_000 }, () => {
  const mapping = loadMapping(join(folder, 'device-outages.yaml'));
  const file = join(samples, mapping.file.sample ?? '');

  it('merges what was listed again and leaves open what is not over', async ({ skip }) => {
    if (!existsSync(file)) skip(`${file} is not there`);
    const { events, tally } = await loadSet(mapping, file, pack);
    const faults = events.filter(({ type }) => type === 'kiosk.fault');
    expect(faults).toHaveLength(4_182);
    expect(faults.filter(({ data }) => data['planned'] === true)).toHaveLength(1_297);
    const recovered = events.length - faults.length;
    // Eight outages are not over when the file ends.
    expect(recovered + tally.filter(({ fate }) => fate === 'unmapped').reduce((sum, { count }) => sum + count, 0)).toBe(
      4_174,
    );
    expect(tally.find(({ fate }) => fate === 'merged')?.count).toBe(160);
    expect(new Set(events.map(({ asset }) => asset)).size).toBe(280);
  });
});

function countBy(events: readonly SourceEvent[], keyOf: (event: SourceEvent) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const event of events) counts[keyOf(event)] = (counts[keyOf(event)] ?? 0) + 1;
  return counts;
}

function sumOf(events: readonly SourceEvent[], type: string, field: string): number {
  return Math.round(
    events.filter((event) => event.type === type).reduce((sum, { data }) => sum + Number(data[field]), 0),
  );
}
