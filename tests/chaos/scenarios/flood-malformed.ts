import { connect } from 'node:net';
import fc from 'fast-check';
import { hostileBodies } from '../../support/faults/hostile-bodies.ts';
import type { City } from '../harness/city.ts';
import type { Chaos, Scenario } from '../scenario.ts';

const perRound = 500;
const atOnce = 16;

/** Whatever the bytes are. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F42',
    title: 'malformed input of every kind',
    required:
      'Every body gets a verdict or a problem, never a 5xx; nothing crashes, and what was taken can be counted.',
    run: async (chaos) => {
      const city = await chaos.startCity({ ratePerS: 100 });
      await city.load.flows();
      const { token } = await createKey(city);
      const pids = [city.system.pidOf('ingest'), city.system.pidOf('writer'), city.system.pidOf('live')];
      const answers = new Map<number, number>();
      const rounds = chaos.upTo(4, 220);
      await chaos.inject(
        `${String(rounds * perRound)} malformed bodies, ${String(rounds * 10)} malformed requests`,
        async () => {
          for (let round = 0; round < rounds; round += 1) {
            await postAll(city, { token, seed: chaos.seed * 1_000 + round, answers });
            await Promise.all(Array.from({ length: 10 }, () => sayNonsense(city, chaos)));
          }
        },
      );
      chaos.note(`answers: ${JSON.stringify(Object.fromEntries([...answers].sort(([a], [b]) => a - b)))}`);
      const failed = [...answers].filter(([status]) => status === 0 || status >= 500);
      chaos.demand(failed.length === 0, `answers that must not be: ${JSON.stringify(failed)}`);
      chaos.demand((answers.get(202) ?? 0) > 0, 'void: nothing was taken');
      await chaos.recovers('counts caught up', city.caughtUp());
      const now = [city.system.pidOf('ingest'), city.system.pidOf('writer'), city.system.pidOf('live')];
      chaos.demand(now.join() === pids.join(), 'a process was started anew');
      await inspect(chaos, city);
    },
  },
];

function createKey({ system }: City): Promise<{ token: string }> {
  const kinds = ['kiosk', 'ticket', 'counter', 'call', 'parking', 'record'];
  const key = { source: 'urn:test:source', world: 'live', kinds, assets: ['*'], ratePerS: 1_000_000 };
  return system.createKey(key).then((token) => ({ token }));
}

type Posting = { readonly token: string; readonly seed: number; readonly answers: Map<number, number> };

async function postAll({ system }: City, { token, seed, answers }: Posting): Promise<void> {
  const queue = fc.sample(hostileBodies, { numRuns: perRound, seed });
  const work = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { bytes, headers } = next;
      const status = await fetch(`${system.ingestUrl}/v1/events`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${token}` },
        body: new Uint8Array(bytes),
      }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.status;
        },
        () => 0,
      );
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Bytes that are not HTTP, or hardly; whatever is answered, the connection ends. */
function sayNonsense({ system }: City, { random }: Chaos): Promise<void> {
  const { port } = new URL(system.ingestUrl);
  const noise = Buffer.from(Array.from({ length: random.int(1, 400) }, () => random.int(0, 255)));
  const head = random.pick([
    '',
    'POST /v1/events HTTP/1.1\r\n',
    'POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n',
    'POST /v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'GET /%00/../v1/events?\u0001 HTTP/1.1\r\nhost: x\r\n\r\n',
    'POST /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \u001b[31m{"level":60}\r\n\r\n',
  ]);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end(Buffer.concat([Buffer.from(head), noise])));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
    socket.resume();
  });
}

/** What the door took must be countable, and no line of a log may be written by a sender. */
async function inspect(chaos: Chaos, city: City): Promise<void> {
  const client = await city.connect();
  const { rows } = await client.query<{ found: string; n: number; detail: string }>(
    `SELECT found, count(*) AS n, min(detail) AS detail FROM findings WHERE found <> 'conflict' GROUP BY found`,
  );
  const { rows: taken } = await client.query<{ n: number }>(
    `SELECT count(*) AS n FROM events WHERE source LIKE 'urn:test:source%'`,
  );
  await client.end();
  chaos.demand(rows.length === 0, `the door took what cannot be counted: ${JSON.stringify(rows)}`);
  chaos.note(`${String(taken[0]?.n)} of what was mangled was still a different, whole event`);
  const alien = city.system
    .logText()
    .split('\n')
    .filter((line) => line !== '' && !isJson(line));
  chaos.demand(alien.length === 0, `a line in the logs that is not ours: ${alien[0]?.slice(0, 200) ?? ''}`);
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
