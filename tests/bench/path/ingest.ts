import { startBenchSystem, type BenchPids, type BenchSystem } from '../bench-system.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { cpuSecondsOf } from '../../support/process-use.ts';
import { median, spread, toFigure } from '../quantiles.ts';
import { copyIn, countCopied, createCopied, readRows, storedTables, type CopyPieces } from './copy-rows.ts';
import { verifyRollUps, verifyStored, verifySums } from './verify-stored.ts';

type Used = Partial<Record<keyof BenchPids | 'generator' | 'client', number>>;
/** One round: events a second and CPU seconds per 1,000 events, of both sides. */
type Round = {
  readonly durablePerS: number;
  readonly acceptedPerS: number;
  /** Rows and identities as text, the same in binary, and the rows alone as text. */
  readonly copyPerS: number;
  readonly binaryPerS: number;
  readonly rowsAlonePerS: number;
  readonly durableCpu: Used;
  readonly copyCpu: Used;
};

/**
 * A: the whole path (HTTP, checks, fsynced log, exactly counted, roll-ups, fold, mirror) with its generator, from the first
 * request to the last commit. B: a bare COPY of the very rows A stored (each event's and its identity's) into tables with
 * the same chunks and indexes, in the same database, on one connection, made ready beforehand. In turns; B also in binary
 * format, and of the events' rows alone.
 */
export const measurementIngest: Measurement = {
  name: 'ingest',
  about: 'durable, exactly counted events through the whole path, against a bare COPY of the same rows',
  minutes: 7,
  run: async (ports) => {
    const bench = await startBenchSystem(ports);
    try {
      return await measure(bench, ports);
    } finally {
      await bench.stop();
    }
  },
};

async function measure(bench: BenchSystem, ports: BenchPorts): Promise<Figures> {
  const { quick, say } = ports;
  const rounds: Round[] = [];
  await bench.send({ mode: 'full', run: 'warm', events: quick ? 5_000 : 100_000, batch: 500, connections: 6 });
  await bench.drained();
  await createCopied(bench.database);
  await bench.database.query('CHECKPOINT');
  for (let round = 0; round < (quick ? 2 : 5); round += 1) {
    const result = await measureRound(bench, `full${round}`, quick ? 20_000 : 300_000, ports);
    rounds.push(result);
    say(
      `round ${round + 1}: ${Math.round(result.durablePerS)} events/s durable and counted (accepted at ${Math.round(result.acceptedPerS)}/s), ${Math.round(result.copyPerS)} rows/s by COPY`,
    );
  }
  say('counting everything again');
  await verifyRollUps(bench);
  const ratio = (name: string, of: (round: Round) => number): Figures =>
    spread(
      name,
      rounds.map((round) => round.durablePerS / of(round)),
    );
  return {
    ...ratio('durable_over_copy', ({ copyPerS }) => copyPerS),
    ...ratio('durable_over_copy_binary', ({ binaryPerS }) => binaryPerS),
    ...ratio('durable_over_copy_rows_alone', ({ rowsAlonePerS }) => rowsAlonePerS),
    durable_per_s: toFigure(median(rounds.map(({ durablePerS }) => durablePerS))),
    accepted_per_s: toFigure(median(rounds.map(({ acceptedPerS }) => acceptedPerS))),
    copy_per_s: toFigure(median(rounds.map(({ copyPerS }) => copyPerS))),
    copy_binary_per_s: toFigure(median(rounds.map(({ binaryPerS }) => binaryPerS))),
    copy_rows_alone_per_s: toFigure(median(rounds.map(({ rowsAlonePerS }) => rowsAlonePerS))),
    ...cpuFigures(
      'durable',
      rounds.map(({ durableCpu }) => durableCpu),
    ),
    ...cpuFigures(
      'copy',
      rounds.map(({ copyCpu }) => copyCpu),
    ),
  };
}

async function measureRound(bench: BenchSystem, run: string, events: number, { signal }: BenchPorts): Promise<Round> {
  const { database } = bench;
  const fromSeq = await bench.lastSeq();
  const before = readUse(bench);
  const startMs = performance.now();
  const sent = await bench.send({ mode: 'full', run, events, batch: 500, connections: 6 });
  await bench.drained();
  const durableS = (performance.now() - startMs) / 1_000;
  const durableUse: Used = { ...useSince(bench, before), generator: sent.cpuS };
  await verifyStored(bench, run, sent.accepted);
  await verifySums(bench);

  const texts = await readRows(database, fromSeq, 'text');
  const binary = await readRows(database, fromSeq, 'binary');
  const copy = async (
    pieces: CopyPieces,
    tables: typeof storedTables | readonly ['events'],
    format: 'text' | 'binary',
  ) => {
    // What one side left to be written must not fall into the next one's time.
    await database.query('CHECKPOINT');
    const copiedBefore = await countCopied(database, 'events');
    const seconds = await copyIn(database, pieces, { tables, format, signal });
    const copied = (await countCopied(database, 'events')) - copiedBefore;
    if (copied < events) throw new Error(`${run}: copied ${copied} rows of ${events}`);
    return copied / seconds;
  };
  await database.query('CHECKPOINT');
  const beforeCopy = readUse(bench);
  const clientBefore = process.cpuUsage();
  const copyPerS = await copy(texts, storedTables, 'text');
  const { user, system } = process.cpuUsage(clientBefore);
  const { postgres = 0 } = useSince(bench, beforeCopy);
  const binaryPerS = await copy(binary, storedTables, 'binary');
  const rowsAlonePerS = await copy(texts, ['events'], 'text');
  await database.query('CHECKPOINT');
  return {
    durablePerS: sent.accepted / durableS,
    acceptedPerS: sent.accepted / sent.seconds,
    ...{ copyPerS, binaryPerS, rowsAlonePerS },
    durableCpu: perThousand(durableUse, events),
    copyCpu: perThousand({ postgres, client: (user + system) / 1e6 }, events),
  };
}

function readUse(bench: BenchSystem): Used {
  return Object.fromEntries(Object.entries(bench.pids()).map(([name, pid]) => [name, cpuSecondsOf(pid)]));
}

function useSince(bench: BenchSystem, before: Used): Used {
  const now = Object.entries(readUse(bench));
  return Object.fromEntries(now.map(([name, used]) => [name, used - (before[name as keyof Used] ?? 0)]));
}

function perThousand(used: Used, events: number): Used {
  return Object.fromEntries(Object.entries(used).map(([name, cpuS]) => [name, (1_000 * cpuS) / events]));
}

function cpuFigures(side: string, rounds: readonly Used[]): Figures {
  const names = Object.keys(rounds[0] ?? {}) as (keyof Used)[];
  return Object.fromEntries(
    names.map((name) => [
      `${side}_cpu_s_per_1000_${name}`,
      toFigure(median(rounds.map((used) => used[name] ?? Number.NaN))),
    ]),
  );
}
