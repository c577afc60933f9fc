import type { TaskMove } from '#shared/tasks/task-moves.ts';
import { writeTime } from '../admin/write-time.ts';
import { fill } from '../docs/docs-words.ts';
import type { TasksWords } from './words/tasks-words.ts';

/** A line of a task's timeline in words: what was done, and what was said of it. */
export function sayMove(
  move: TaskMove,
  { words, timeZone }: { words: TasksWords; timeZone: string },
): { readonly what: string; readonly text: string } {
  const time = 'dueMs' in move ? writeTime(move.dueMs, timeZone) : '';
  return { what: fill(words.entries[move.move], { time }), text: textOf(move, words) };
}

function textOf(move: TaskMove, { one }: TasksWords): string {
  switch (move.move) {
    case 'note':
      return move.text;
    case 'finish':
      return [move.text, move.url, move.file === null ? null : one.file].filter((part) => part !== null).join(' · ');
    case 'grant':
    case 'accept':
      return move.note ?? '';
    case 'ask':
    case 'refuse':
    case 'return':
    case 'withdraw':
      return move.why;
    case 'issue':
    case 'deliver':
    case 'read':
    case 'start':
      return '';
  }
}
