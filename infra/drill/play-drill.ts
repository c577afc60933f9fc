import type { DrillPlan } from '#shared/drill/plan-drill.ts';
import { runSender } from '../senders/run-sender.ts';
import type { CommandIo } from '../setup/command.ts';
import { untilEnded } from './until-ended.ts';

type Playing = {
  readonly id: string;
  readonly plan: DrillPlan;
  /** The scenario's file. */
  readonly file: string;
  readonly speed?: string | undefined;
  readonly seed?: string | undefined;
  readonly heartbeatS?: string | undefined;
};

/** Sends a drill's events, or goes on sending them, until it is ended by whomever; returns the sender's exit code. */
export async function playDrill(
  { id, plan, file, speed = '1', seed = '1', heartbeatS = '60' }: Playing,
  io: CommandIo,
): Promise<{ readonly code: number; readonly isEnded: boolean }> {
  const ended = untilEnded(io, id);
  const code = await runSender(
    'ingest/senders/simulator/main.ts',
    [
      ...['--drill', '--run', id, '--day', plan.day, '--from', plan.from, '--days', String(plan.days)],
      ...['--forward-to', new Date(plan.forwardToMs).toISOString(), '--speed', speed],
      ...['--seed', seed, '--heartbeat-s', heartbeatS, '--scenario', file],
    ],
    { ...io, signal: ended.signal },
  );
  ended.stop();
  // The door may turn the sender away before it is told that the drill is over.
  return { code, isEnded: !io.signal.aborted && (await ended.isEnded()) };
}
