import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startBenchSystem } from './bench-system.ts';
import { measureEventToSocket } from './event-to-socket.ts';
import { measureIngest } from './ingest-against-copy.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, events: { type: 'string', default: '200000' } } });
const say = (text: string): void => void process.stdout.write(`${text}\n`);

say(
  `Vọng Lâu bench on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}; servers, system and generator share them.`,
);
const bench = await startBenchSystem();
const figures: Record<string, number> = {};
try {
  say('warming up');
  await bench.send({ mode: 'full', run: 'warm', events: 30_000, batch: 500, connections: 6 });
  await bench.drained();

  say('whole-path durable, exactly counted events against a bare COPY of the same rows');
  const ingest = await measureIngest(bench, Number(values.events), (text) => {
    say(`  ${text}`);
  });
  figures.durable_per_s = Math.round(ingest.durablePerS);
  figures.copy_per_s = Math.round(ingest.copyPerS);
  figures.durable_over_copy = round(ingest.ratio);

  for (const ratePerS of [1_000, 5_000]) {
    say(`event → socket, open loop at ${ratePerS} events/s, 20 screens at 50 Hz`);
    const latency = await measureEventToSocket(bench, { ratePerS, seconds: 15, screens: 20 });
    say(`  p50 ${latency.p50Ms} ms, p99 ${latency.p99Ms} ms, max ${latency.maxMs} ms over ${latency.samples} samples`);
    figures[`socket_p50_ms_at_${ratePerS}`] = round(latency.p50Ms);
    figures[`socket_p99_ms_at_${ratePerS}`] = round(latency.p99Ms);
  }
} finally {
  await bench.stop();
}

const width = Math.max(...Object.keys(figures).map((name) => name.length));
for (const [name, value] of Object.entries(figures)) say(`${name.padEnd(width)}  ${value}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
