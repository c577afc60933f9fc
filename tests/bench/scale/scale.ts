import { join } from 'node:path';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { median, quantile } from '../quantiles.ts';
import { askCold, askWarm, type Asked, type Askings } from './ask-questions.ts';
import { growDatabase, hasRoom } from './grow-database.ts';
import { eventsPerDay, readUnits } from './make-day.ts';
import { questions } from './questions.ts';
import { figuresLeftOut } from './sizes-left-out.ts';
import { startScaleServer, type ScaleServer } from './scale-database.ts';
import { measureWriter } from './writer-rate.ts';

const packDir = join(PROJECT_DIR, 'infra/localities/hanoi');
const sizesWanted = { whole: [1_000_000, 10_000_000, 100_000_000], quick: [1_000_000, 2_000_000] };
const warmRounds = { whole: 40, quick: 3 };
const writerRounds = { whole: 9, quick: 1 };

/**
 * Questions and commits at 1 M, 10 M and 100 M events. `query_p95_ms_at_N` is of the questions whose answer is of the
 * same size in every database (spans the smallest holds), so that their quotient is growth; `query_long_p95_ms_at_N` of
 * those about a week, a month and a year, where the database holds as much.
 */
export const scale: Measurement = {
  name: 'scale',
  about:
    'wall, unit and KPI queries and the writer at 1 M, 10 M and 100 M events (kept in the cache folder, about 52 GB)',
  minutes: 30,
  run: async (ports) => {
    const server = await startScaleServer(process.env);
    try {
      const sizes = await growAll(server, ports);
      return { ...(await askAll(server, sizes, ports)), ...(await writeAll(server, sizes, ports)) };
    } finally {
      await server.stop();
    }
  },
};

/** The sizes there are now: those the disk has no room for are left out, and what is then missing is told. */
async function growAll(server: ScaleServer, ports: BenchPorts): Promise<number[]> {
  const sizes: number[] = [];
  const wanted = ports.quick ? sizesWanted.quick : sizesWanted.whole;
  for (const events of wanted) {
    ports.say(`  ${events / 1e6} M events`);
    if (!(await server.has(events)) && !(await hasRoom(server.folder, events, ports.say))) {
      ports.say(
        '  too little disk: this size and larger ones are left out; give VONGLAU_CACHE a folder with more room',
      );
      break;
    }
    await server.make(events, sizes.at(-1));
    await growDatabase(server, { events, packDir, isFirst: sizes.length === 0 }, ports);
    sizes.push(events);
  }
  ports.missing(figuresLeftOut(wanted, sizes));
  return sizes;
}

async function askAll(server: ScaleServer, sizes: readonly number[], { say, quick }: BenchPorts): Promise<Figures> {
  const units = readUnits(packDir);
  const databases = sizes.map((events): Asked => ({
    days: events / eventsPerDay,
    units,
    connect: () => server.connect(events),
  }));
  say('  asking everything once after a restart, then in turns');
  await server.restart();
  const cold: Askings[] = [];
  for (const database of databases) cold.push(await askCold(database));
  const warm = await askWarm(databases, quick ? warmRounds.quick : warmRounds.whole);
  const figures: Record<string, number> = {};
  for (const [at, events] of sizes.entries()) {
    const days = events / eventsPerDay;
    for (const [prefix, askings] of [
      ['query_cold', cold[at]],
      ['query', warm[at]],
    ] as const) {
      if (!askings) continue;
      figures[`${prefix}_p95_ms_at_${events}`] = p95(askings, (spanDays) => spanDays <= smallestDays);
      if (days >= longDays) {
        figures[`${prefix}_long_p95_ms_at_${events}`] = p95(
          askings,
          (spanDays) => spanDays > smallestDays && spanDays <= days,
        );
      }
    }
    for (const { name, spanDays } of questions) {
      if (spanDays <= days) figures[`query_ms_${name}_at_${events}`] = round(median(warm[at]?.get(name) ?? []));
    }
  }
  const [least, most] = [sizes[0], sizes.at(-1)];
  if (least !== undefined && most !== undefined && most > least) {
    const growths = questions
      .filter(({ spanDays }) => spanDays <= smallestDays)
      .map(({ name }) => median(warm.at(-1)?.get(name) ?? []) / median(warm[0]?.get(name) ?? []));
    figures[`query_growth_${most / 1e6}m_over_${least / 1e6}m`] = round(median(growths));
    figures[`query_worst_growth_${most / 1e6}m_over_${least / 1e6}m`] = round(Math.max(...growths));
  }
  return figures;
}

async function writeAll(server: ScaleServer, sizes: readonly number[], { say, quick }: BenchPorts): Promise<Figures> {
  const [least, most] = [sizes[0], sizes.at(-1)];
  if (least === undefined || most === undefined || most === least) return {};
  say('  the writer into the smallest and the largest, in turns');
  const written = await Promise.all(
    [least, most].map(async (events) => ({ days: events / eventsPerDay, client: await server.connect(events) })),
  );
  try {
    const [small = [], large = []] = await measureWriter(
      written,
      packDir,
      quick ? writerRounds.quick : writerRounds.whole,
    );
    const ratios = large.map((rate, at) => rate / (small[at] ?? Number.NaN));
    say(`  ratios of the rounds: ${ratios.map(round).join(', ')}`);
    return {
      [`writer_per_s_at_${least}`]: Math.round(median(small)),
      [`writer_per_s_at_${most}`]: Math.round(median(large)),
      [`writer_rate_${most / 1e6}m_over_${least / 1e6}m`]: round(median(ratios)),
    };
  } finally {
    await Promise.all(written.map(({ client }) => client.end()));
  }
}

// What the smallest database can answer in full, and where the long questions begin.
const smallestDays = 3;
const longDays = 30;

function p95(askings: Askings, belongs: (spanDays: number) => boolean): number {
  const times = questions.filter(({ spanDays }) => belongs(spanDays)).flatMap(({ name }) => askings.get(name) ?? []);
  return round(
    quantile(
      [...times].sort((a, b) => a - b),
      0.95,
    ),
  );
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
