import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { listenForStop } from '../../infra/setup/stop-signal.ts';
import { briefs } from './briefs/briefs.ts';
import { duty } from './duty/duty.ts';
import { forecast } from './forecast/forecast.ts';
import type { BenchPorts, Figures, Measurement } from './measurement.ts';
import { city } from './city/city.ts';
import { generator } from './city/generator.ts';
import { map } from './map/map.ts';
import { measurementFrames } from './path/frames.ts';
import { measurementIngest } from './path/ingest.ts';
import { measurementMqtt } from './path/mqtt.ts';
import { measurementPeers } from './peers/peers.ts';
import { formatPage, formatTable } from './report/format-table.ts';
import { showProgress } from './report/show-progress.ts';
import { replay } from './replay/replay.ts';
import { memory } from './scale/memory.ts';
import { rules } from './rules/rules.ts';
import { recovery } from './scale/recovery.ts';
import { scale } from './scale/scale.ts';
import { firstPaint } from './screens/first-paint.ts';
import { measurementScreens } from './screens/many-screens.ts';
import { measurementSlow } from './screens/slow-screens.ts';
import { measurementSocket } from './screens/socket.ts';

const measurements: readonly Measurement[] = [
  measurementIngest,
  measurementFrames,
  measurementMqtt,
  measurementSocket,
  measurementScreens,
  measurementSlow,
  measurementPeers,
  recovery,
  memory,
  scale,
  forecast,
  city,
  generator,
  rules,
  replay,
  duty,
  briefs,
  map,
  firstPaint,
];

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    report: { type: 'string' },
    only: { type: 'string' },
    profile: { type: 'string' },
    days: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const days = values.days === undefined ? undefined : Number(values.days);
if (days !== undefined && !(days > 0 && days <= 62)) {
  process.stderr.write('bench: --days takes a number of days, 62 at most\n');
  process.exit(2);
}
const wanted = values.only?.split(',');
const unknown = wanted?.find((name) => !measurements.some((measurement) => measurement.name === name));
if (unknown !== undefined) {
  const names = measurements.map(({ name }) => name).join(', ');
  process.stderr.write(`bench: there is no measurement "${unknown}"; there are ${names}\n`);
  process.exit(2);
}
const chosen = measurements.filter(({ name }) => wanted?.includes(name) ?? true);

// Nobody reads any more (a pipe was closed): what was started must be taken down all the same.
process.stdout.on('error', () => undefined);

const stop = new AbortController();
listenForStop(process).addEventListener('abort', () => {
  stop.abort();
});
// Who started this went away, however.
process.on('disconnect', () => {
  stop.abort();
});

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const progress = showProgress(
  process.stdout,
  chosen.reduce((sum, { minutes }) => sum + minutes, 0),
  () => performance.now(),
);
process.stdout.write(`${machine}${values.quick ? '; quick: small sizes, the figures mean nothing' : ''}\n`);

const missing: string[] = [];
const ports: BenchPorts = {
  missing: (names) => missing.push(...names),
  ...{ say: progress.say, signal: stop.signal, quick: values.quick },
  ...(values.profile !== undefined && { profileDir: values.profile }),
  ...(days !== undefined && { days }),
};
let figures: Figures = {};
let failed = 0;
for (const { name, about, minutes, run } of chosen) {
  progress.begin(`${name}: ${about}`, minutes);
  try {
    figures = { ...figures, ...(await run(ports)) };
  } catch (error) {
    if (stop.signal.aborted) break;
    failed += 1;
    progress.say(`failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  progress.end();
}
progress.close();
if (stop.signal.aborted) {
  process.stdout.write('interrupted; everything is taken down, nothing is written\n');
  process.exit(130);
}
process.stdout.write(`${formatTable(figures)}\n`);
const date = new Date().toISOString().slice(0, 10);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
if (values.report !== undefined) writeFileSync(values.report, formatPage(figures, { machine, date }));
if (failed > 0) process.stderr.write(`bench: ${failed} of ${chosen.length} measurements failed\n`);
if (missing.length > 0) process.stderr.write(`bench: figures that could not be had: ${missing.join(', ')}\n`);
process.exit(failed > 0 || missing.length > 0 ? 1 : 0);
