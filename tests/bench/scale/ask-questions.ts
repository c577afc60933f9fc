import type pg from 'pg';
import type { Question, Subject } from './question.ts';
import { questions } from './questions.ts';

/** Milliseconds of every question by its name, one entry an asking. */
export type Askings = ReadonlyMap<string, readonly number[]>;

/** A database of a size and the connections to ask it by. */
export type Asked = {
  readonly days: number;
  readonly units: readonly string[];
  readonly connect: () => Promise<pg.Client>;
};

// Rounds that bring pages and plans into memory.
const unmeasured = 2;

/** Every question on a connection of its own that has asked nothing before. */
export async function askCold(database: Asked): Promise<Askings> {
  const times = new Map<string, number[]>();
  for (const question of questions) {
    const client = await database.connect();
    try {
      times.set(question.name, [await timeOne(client, question, subjectOf(database, 7))]);
    } finally {
      await client.end();
    }
  }
  return times;
}

/** Every question `rounds` times of every database in turns, each time about another unit. */
export async function askWarm(databases: readonly Asked[], rounds: number): Promise<Askings[]> {
  const clients = await Promise.all(databases.map(({ connect }) => connect()));
  const times = databases.map(() => new Map<string, number[]>(questions.map(({ name }) => [name, []])));
  try {
    for (const { question, at, round } of turnsOf(databases.length, rounds)) {
      const [client, database] = [clients[at], databases[at]];
      if (!client || !database) continue;
      const ms = await timeOne(client, question, subjectOf(database, round));
      if (round >= unmeasured) times[at]?.get(question.name)?.push(ms);
    }
    return times;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

function* turnsOf(databases: number, rounds: number): Generator<{ question: Question; at: number; round: number }> {
  for (let round = 0; round < unmeasured + rounds; round += 1) {
    for (const question of questions) for (let at = 0; at < databases; at += 1) yield { question, at, round };
  }
}

function subjectOf({ days, units }: Asked, at: number): Subject {
  const unit = units[(at * 37) % units.length] ?? '';
  return { days, units, unit, asset: `P${unit}` };
}

async function timeOne(client: pg.Client, question: Question, subject: Subject): Promise<number> {
  const startMs = performance.now();
  const rows = await question.ask(client, subject);
  if (rows === 0) throw new Error(`${question.name}: no rows; the database does not hold what was asked for`);
  return performance.now() - startMs;
}
