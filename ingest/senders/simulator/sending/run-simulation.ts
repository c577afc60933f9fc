import { loadPack } from '#shared/locality/load-pack.ts';
import { readAddresses, type Addresses } from '#shared/service/addresses.ts';
import { readWorldClock } from '#shared/wire/world.ts';
import { connectOffice } from '../../connect-office.ts';
import type { Terminal } from '../../file/progress.ts';
import type { OfficeClient } from '../../office-client.ts';
import { cityCalendar, type CityCalendar } from '../engine/city-calendar.ts';
import { loadScenario } from '../scenarios/load-scenario.ts';
import { createSentCity } from './create-sent-city.ts';
import { fingerprintOf } from './fingerprint.ts';
import { planLive, planOwn, type RunPlan } from './plan-run.ts';
import { openRunState, type RunState } from './run-state.ts';
import type { Run } from './run.ts';
import { readSimulateOptions } from './simulate-options.ts';
import { sendCity, type Sent } from './send-city.ts';

const usualSpeed = 60;

/**
 * Simulates a city in a world of its own until its end or until the signal aborts; tells what became of it, undefined
 * when there was nothing to do. Throws with one line when it cannot go on.
 */
export async function runSimulation(
  args: string[],
  env: NodeJS.ProcessEnv,
  out: Terminal,
  signal: AbortSignal,
): Promise<Sent | undefined> {
  const options = readSimulateOptions(args);
  const addresses = readAddresses(env);
  const pack = loadPack(options.city);
  const calendar = cityCalendar(pack);
  const scenarios = options.scenario.map(loadScenario);
  const stateFile = openRunState(options.data, options.drill ? `drill-${options.run}` : options.run);
  const saved = stateFile.read();
  const world = `${options.drill ? 'drill' : 'sim'}:${options.run}`;
  if (saved?.done) {
    out.write(`${world} has been simulated to its end. Another one begins anew: --run NAME\n`);
    return undefined;
  }
  // Without a day it is today's, also when it goes on tomorrow.
  const day = options.live ? null : (options.day ?? calendar.dayOf(saved?.startMs ?? Date.now()));
  const parts = {
    pack,
    seed: options.seed,
    begins: day === null ? null : `${day} ${options.from}`,
    heartbeatS: options['heartbeat-s'],
    scenarios,
  };
  const speed = options.live ? 1 : (options.speed ?? usualSpeed);
  const run = { options, world, pack, scenarios, speed, fingerprint: fingerprintOf(parts), stateFile, out, signal };
  const { office, close } = await connectOffice(addresses, 'simulator', signal);
  try {
    return await simulate(run, await planRun(run, { calendar, saved, office, day }), { saved, office, addresses });
  } finally {
    await close();
  }
}

type Planning = { calendar: CityCalendar; saved: RunState | undefined; office: OfficeClient; day: string | null };

async function planRun(run: Run, { calendar, saved, office, day }: Planning): Promise<RunPlan> {
  const { options, world, fingerprint } = run;
  if (day !== null) {
    const { from, until, days = 1 } = options;
    const untilMs = until === undefined ? undefined : readCityTime(until, calendar);
    const forward = options['forward-to'];
    const forwardToMs = forward === undefined ? null : Date.parse(forward);
    return planOwn({ ...{ run: options.run, day, from, days, untilMs, forwardToMs }, calendar, fingerprint, saved });
  }
  const clock = await office.readWorld(world);
  const clockMs = clock && readWorldClock(clock, Date.now()).nowMs;
  return planLive({ run: options.run, nowMs: Date.now(), calendar, fingerprint, saved, clockMs });
}

type Means = { saved: RunState | undefined; office: OfficeClient; addresses: Addresses };

async function simulate(run: Run, plan: RunPlan, { saved, office, addresses }: Means): Promise<Sent | undefined> {
  const { options, pack, scenarios, world, out, signal } = run;
  const city = await createSentCity({
    ...{ pack, scenarios, plan, run: options.run, seed: options.seed, heartbeatS: options['heartbeat-s'], signal },
    onMadeAgain: (fraction) => {
      if (out.isTTY) out.write(`\r\x1b[2K${world}: made again up to where it stood, ${Math.floor(fraction * 100)} %`);
    },
  });
  if (signal.aborted) return undefined;
  return sendCity(run, plan, { city, saved, office, doorUrl: addresses.ingestUrl });
}

/** An instant, or the city's own time. */
function readCityTime(text: string, calendar: CityCalendar): number {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return Date.parse(text);
  return calendar.startOf(text.slice(0, 10)) + Date.parse(`1970-01-01${text.slice(10)}Z`);
}
