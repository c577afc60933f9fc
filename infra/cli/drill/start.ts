import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { nameDrill, planDrill, usualLeadMs } from '#shared/drill/plan-drill.ts';
import { scenarioHead } from '#shared/drill/scenario-head.ts';
import { loadPackHeader } from '#shared/locality/load-pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { playDrill } from '../../drill/play-drill.ts';
import { readDuration } from '../../duty/read-duration.ts';
import { findScenario } from '../../senders/find-scenario.ts';
import { cityFolder } from '../../senders/run-sender.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Play a scenario as an exercise, end to end, in a world of its own';
export const usage = `--scenario NAME|FILE [--id NAME-OF-THE-DRILL] [--day 2026-11-23] [--lead 3m] [--speed 1] [--seed 1] [--heartbeat-s 60]
  The world is drill:<id>: the city as it is simulated, everything in it marked DIỄN TẬP. Whoever is on duty sees it at
  /wall?world=drill:<id> and /duty?world=drill:<id> and does what they would do. No KPI, no brief, no phone is touched by it.
  --lead   so long before something goes wrong the world is brought forward quickly, then runs at --speed
  --day    a civil day of the drill's own; without one the latest working day
  It goes on until vonglau drill end ID, the button at /admin/drills, or Ctrl-C; the same command goes on from there.`;

/** Begins a drill, or goes on with one, and sends its events until it is ended. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { ...{ scenario: text, id: text, day: text, lead: text, speed: text, seed: text }, 'heartbeat-s': text },
  });
  if (values.scenario === undefined) throw new Error(`needs --scenario\nvonglau drill start ${usage}`);
  const file = findScenario(values.scenario);
  const head = scenarioHead.parse(parse(readFileSync(file, 'utf8')));
  if (!head.expects) throw new Error(`${file} does not say what it expects; infra/scenarios/README.md tells how`);
  const scenario = (file.split('/').at(-1) ?? '').replace(/\.yaml$/, '');
  const id = values.id ?? nameDrill(scenario, Date.now());
  const plan = planDrill(head, {
    calendar: civilCalendar(loadPackHeader(cityFolder(io.env)).timeZone),
    ...{ nowMs: Date.now(), day: values.day },
    leadMs: values.lead === undefined ? usualLeadMs : readDuration(values.lead, 'lead') * 1_000,
  });
  const known = (await askOwner<DrillTold[]>('office', io, 'drill.list')).find((one) => one.id === id);
  if (known?.endedAt) throw new Error(`the drill ${id} has ended; give this one another name with --id`);
  if (!known) {
    await askOwner('office', io, 'drill.start', {
      ...{ id, scenario, name: head.name, expects: head.expects, beginsAt: new Date(plan.beginsMs).toISOString() },
    });
  }
  io.stdout.write(`DIỄN TẬP / DRILL ${id}: ${head.name.vi} / ${head.name.en}\n  /wall?world=drill:${id}\n`);
  const { speed, seed, 'heartbeat-s': heartbeatS } = values;
  const { code, isEnded } = await playDrill({ id, plan, file, speed, seed, heartbeatS }, io);
  if (!isEnded) return code;
  io.stdout.write(`The drill ${id} has ended: vonglau drill judge ${id}\n`);
  return 0;
}
