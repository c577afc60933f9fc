import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { findPlan } from '#shared/drill/plan-drill.ts';
import { scenarioHead } from '#shared/drill/scenario-head.ts';
import { loadPackHeader } from '#shared/locality/load-pack.ts';
import { sleep } from '#shared/service/retry.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { playDrill } from '../../drill/play-drill.ts';
import { findScenario } from '../../senders/find-scenario.ts';
import { cityFolder } from '../../senders/run-sender.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Play the drills that are started at /admin/drills, until stopped (npm start runs it)';
export const usage = `
  Each is played at the pace of a clock, at most two at once, and gone on with after a restart. One that was started by
  vonglau drill start is played there.`;

const lookEveryMs = 3_000;
/** After a sender failed: the door or the office may be away for a while. */
const restMs = 15_000;
const mostAtOnce = 2;
const newest = 20;

/** Looks for drills that an account started and sends their events. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  parseArgs({ args, options: {} });
  /** Those that are played now, rest, or have come to their end. */
  const taken = new Map<string, Promise<void>>();
  let playing = 0;
  const play = async (drill: DrillTold): Promise<void> => {
    playing += 1;
    try {
      const code = await playOne(drill, io);
      if (code === 0) return;
    } catch (error) {
      io.stderr.write(`drill ${drill.id}: ${error instanceof Error ? error.message : String(error)}\n`);
    } finally {
      playing -= 1;
    }
    await sleep(restMs, io.signal);
    taken.delete(drill.id);
  };
  while (!io.signal.aborted) {
    // An office that is away for a moment begins nothing.
    const drills = await askOwner<DrillTold[]>('office', io, 'drill.list', { limit: newest }).catch(() => []);
    for (const drill of drills.filter(isOfPages)) {
      if (playing < mostAtOnce && !taken.has(drill.id)) taken.set(drill.id, play(drill));
    }
    await sleep(lookEveryMs, io.signal);
  }
  await Promise.all(taken.values());
  return 0;
}

/** Whoever starts one from the command line sends its events as well. */
function isOfPages({ endedAt, startedBy }: DrillTold): boolean {
  return endedAt === null && startedBy.startsWith('account:');
}

async function playOne({ id, scenario, beginsAt }: DrillTold, io: CommandIo): Promise<number> {
  const file = findScenario(scenario);
  const head = scenarioHead.parse(parse(readFileSync(file, 'utf8')));
  const calendar = civilCalendar(loadPackHeader(cityFolder(io.env)).timeZone);
  const plan = findPlan(head, { calendar, beginsMs: Date.parse(beginsAt) });
  if (!plan) throw new Error(`${file} says another time than when it was started; end it and start another`);
  io.stdout.write(`drill ${id} is played\n`);
  return (await playDrill({ id, plan, file }, io)).code;
}
