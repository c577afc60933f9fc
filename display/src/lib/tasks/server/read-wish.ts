import { deadlineOn, type OfficeTime } from '#shared/tasks/deadline.ts';
import type { Form } from '#lib/admin/server/form.ts';
import { writeDay } from '#lib/admin/write-time.ts';
import { fill } from '#lib/docs/docs-words.ts';
import type { TasksWords } from '../words/tasks-words.ts';

/** The five that make an order clear, in the order they are asked for. */
export const five = ['office', 'work', 'due', 'responsibility', 'product'] as const;

/** What a form wishes to be given; optional fields left empty are left out. */
export function readWish(form: Form, world: string): Record<string, string> {
  const optional = ['about', 'note', 'origin'].filter((name) => form.text(name) !== '');
  return {
    world,
    ...Object.fromEntries([...five, ...optional].map((name) => [name, form.text(name)])),
  };
}

/** Why a wish is not an order yet, in words; undefined: nothing is missing. `time` null: nobody knows when offices work. */
export function findUnclear(
  form: Form,
  { words, nowMs, time }: { words: TasksWords; nowMs: number; time: OfficeTime | null },
): string | undefined {
  const missing = five.filter((name) => form.text(name) === '');
  if (missing.length > 0) {
    const what = missing.map((name) => words.five[name].toLowerCase()).join(', ');
    return fill(words.newTask.missing, { what });
  }
  const due = form.text('due');
  if (!time || !/^\d{4}-\d{2}-\d{2}$/.test(due)) return undefined;
  const deadline = deadlineOn(due, nowMs, time);
  if (!('fault' in deadline)) return undefined;
  return fill(words.newTask[deadline.fault], { day: writeDay(due), next: writeDay(deadline.next) });
}
