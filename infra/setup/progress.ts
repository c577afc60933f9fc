import type { CommandIo } from './command.ts';
import type { Note, Report } from './report.ts';

export type Progress = {
  /** Runs a step and shows how it goes; its failure is shown and thrown on. */
  step: <Result>(title: string, work: (report: Report) => Promise<Result>) => Promise<Result>;
  /** Writes a line that stays. */
  say: (line: string) => void;
};

type Step = { title: string; startedMs: number; note: string; fraction?: number };

const BAR_WIDTH = 24;

/** Shows steps as bars that are redrawn on a terminal, and as plain lines elsewhere. */
export function createProgress(out: CommandIo['stdout'], nowMs: () => number): Progress {
  const running = new Set<Step>();
  let drawn = 0;
  const redraw = (line?: string): void => {
    if (!out.isTTY) {
      if (line !== undefined) out.write(`${line}\n`);
      return;
    }
    const erase = drawn > 0 ? `\x1b[${String(drawn)}A\x1b[0J` : '';
    const bars = [...running].map((step) => drawStep(step, out.columns ?? 80, nowMs()));
    drawn = bars.length;
    out.write(erase + (line === undefined ? '' : `${line}\n`) + bars.map((bar) => `${bar}\n`).join(''));
  };
  return {
    say: redraw,
    step: async (title, work) => {
      const step: Step = { title, startedMs: nowMs(), note: '' };
      running.add(step);
      redraw();
      const seconds = (): string => ((nowMs() - step.startedMs) / 1000).toFixed(1);
      const clock = setInterval(() => {
        if (out.isTTY) redraw();
      }, 500);
      try {
        const result = await work((note) => {
          redraw(takeNote(step, note, out.isTTY ?? false));
        });
        running.delete(step);
        redraw(`✓ ${title} (${seconds()} s)`);
        return result;
      } catch (error) {
        running.delete(step);
        redraw(`✗ ${title} (${seconds()} s)`);
        throw error;
      } finally {
        clearInterval(clock);
      }
    },
  };
}

/** Updates the step; returns the line to keep, if the note is worth one. */
function takeNote(step: Step, note: Note, isTty: boolean): string | undefined {
  if (note.level === 'warning') return `! ${note.text}`;
  if (note.fraction === undefined) return `  ${note.text}`;
  const isNewActivity = step.note !== note.text;
  step.note = note.text;
  step.fraction = note.fraction;
  return isNewActivity && !isTty ? `  ${step.title}: ${note.text}` : undefined;
}

function drawStep({ title, startedMs, note, fraction }: Step, columns: number, nowMs: number): string {
  const full = Math.round((fraction ?? 0) * BAR_WIDTH);
  const bar =
    fraction === undefined
      ? ''
      : ` ${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${String(Math.round(fraction * 100))} %`;
  return `… ${title}${bar} ${note} (${((nowMs - startedMs) / 1000).toFixed(0)} s)`.slice(0, columns - 1);
}
