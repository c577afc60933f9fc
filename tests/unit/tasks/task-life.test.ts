import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTask, type TaskEntry } from '#shared/tasks/fold-task.ts';
import { beginTask, moveTask, type Mover } from '#shared/tasks/move-task.ts';
import type { TaskMove, TaskMoveName } from '#shared/tasks/task-moves.ts';
import { isOnTime, overdueBy, type TaskStanding } from '#shared/tasks/task-standing.ts';

const dayMs = 86_400_000;
const people = ['account:chair', 'account:ward', 'account:clerk'] as const;

/** What happened to a task, told as a story: everything is worked out anew from all of it, without a table of states. */
class Story {
  readonly told: { readonly move: TaskMove; readonly by: string; readonly atMs: number }[] = [];
  readonly #dueMs: number;
  constructor(dueMs: number) {
    this.#dueMs = dueMs;
  }
  last(...names: TaskMoveName[]): number {
    return this.told.findLastIndex(({ move }) => names.includes(move.move));
  }
  has(...names: TaskMoveName[]): boolean {
    return this.last(...names) >= 0;
  }
  get isSettled(): boolean {
    return this.has('accept', 'withdraw');
  }
  get isDone(): boolean {
    return this.last('finish') > this.last('return');
  }
  get asked(): { readonly by: string; readonly dueMs: number } | null {
    const at = this.last('ask');
    const one = this.told[at];
    if (one?.move.move !== 'ask' || at < this.last('grant', 'refuse', 'finish', 'accept', 'withdraw')) return null;
    return { by: one.by, dueMs: one.move.dueMs };
  }
  get dueMs(): number {
    const granted = this.told.flatMap(({ move }, at) => (move.move === 'grant' ? [at] : []));
    const asks = granted.map((at) => this.told.slice(0, at).findLast(({ move }) => move.move === 'ask')?.move);
    const last = asks.at(-1);
    return last?.move === 'ask' ? last.dueMs : this.#dueMs;
  }
  get state(): string {
    if (this.has('withdraw')) return 'withdrawn';
    if (this.has('accept')) return 'accepted';
    if (this.isDone) return 'done';
    if (this.has('start', 'return')) return 'working';
    if (this.has('read', 'ask')) return 'read';
    return this.has('deliver') ? 'delivered' : 'issued';
  }
  // eslint-disable-next-line complexity -- one line for each move there is
  allows(move: TaskMove, by: string): boolean {
    if (move.move === 'note') return true;
    if (this.isSettled) return false;
    const isSeen = this.has('read', 'start', 'ask', 'return');
    const finisher = this.told[this.last('finish')]?.by;
    switch (move.move) {
      case 'deliver':
        return !this.isDone && !isSeen && !this.has('deliver');
      case 'read':
        return !this.isDone && !isSeen;
      case 'start':
        return !this.isDone && !this.has('start', 'return');
      case 'ask':
        return !this.isDone && this.asked === null && move.dueMs > this.dueMs;
      case 'grant':
      case 'refuse':
        return !this.isDone && this.asked !== null && this.asked.by !== by;
      case 'finish':
        return !this.isDone;
      case 'accept':
      case 'return':
        return this.isDone && finisher !== by;
      case 'withdraw':
        return true;
      case 'issue':
        return false;
    }
  }
}

const anyMove: fc.Arbitrary<TaskMove> = fc.oneof(
  fc.constantFrom<TaskMove>(
    ...([{ move: 'deliver' }, { move: 'read' }, { move: 'start' }, { move: 'note', text: 'x' }] as const),
    ...([
      { move: 'grant', note: null },
      { move: 'refuse', why: 'no' },
      { move: 'accept', note: null },
    ] as const),
    ...([
      { move: 'return', why: 'again' },
      { move: 'withdraw', why: 'void' },
    ] as const),
    { move: 'finish', text: 'done', url: null, file: null },
  ),
  fc.integer({ min: 1, max: 9 }).map((days): TaskMove => ({ move: 'ask', dueMs: days * dayMs, why: 'rain' })),
);
const anyLife = fc.array(
  fc.record({ move: anyMove, by: fc.constantFrom(...people), afterMs: fc.integer({ min: 0, max: dayMs }) }),
  { maxLength: 25 },
);

describe('the life of a task', () => {
  it('is what its story says, whatever is tried, and the same when it is folded from its entries to any moment', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 0, max: 20 * dayMs }), (life, askedMs) => {
        const dueMs = 3 * dayMs;
        const story = new Story(dueMs);
        let task: TaskStanding = beginTask(dueMs, { by: people[0], atMs: 0 });
        const entries: TaskEntry[] = [{ id: 1, by: people[0], atMs: 0, detail: { move: 'issue', dueMs } }];
        let thenTask = task;
        let atMs = 0;
        for (const { move, by, afterMs } of life) {
          atMs += afterMs;
          const moved = moveTask(task, move, { by, atMs });
          expect('task' in moved).toBe(story.allows(move, by));
          if (!('task' in moved)) continue;
          story.told.push({ move, by, atMs });
          ({ task } = moved);
          entries.push({ id: entries.length + 1, by, atMs, detail: move });
          if (atMs <= askedMs) thenTask = task;
          expect(task).toMatchObject({ state: story.state, dueMs: story.dueMs, givenMs: 0, firstDueMs: dueMs });
          expect(task.asked?.dueMs ?? null).toBe(story.asked?.dueMs ?? null);
          expect(task.settledMs !== null).toBe(story.isSettled);
          expect(task.extensions).toBe(story.told.filter((one) => one.move.move === 'grant').length);
        }
        expect(foldTask(entries)).toEqual(task);
        expect(foldTask(entries, askedMs)).toEqual(thenTask);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is late only as long as something is to be done, and on time by when it was reported, not accepted', () => {
    const [chair, ward] = people;
    const run = (...moves: (readonly [TaskMove, Mover])[]): TaskStanding =>
      moves.reduce(
        (task, [move, mover]) => {
          const moved = moveTask(task, move, mover);
          if ('fault' in moved) throw new Error(moved.fault);
          return moved.task;
        },
        beginTask(dayMs, { by: chair, atMs: 0 }),
      );
    const finish: TaskMove = { move: 'finish', text: 'done', url: null, file: null };
    const prompt = run([finish, { by: ward, atMs: dayMs }]);
    expect([overdueBy(run(), dayMs), overdueBy(run(), dayMs + 1)]).toEqual([null, 1]);
    expect([overdueBy(prompt, 5 * dayMs), isOnTime(prompt)]).toEqual([null, true]);
    const again = run(
      [finish, { by: ward, atMs: dayMs }],
      [
        { move: 'return', why: 'no' },
        { by: chair, atMs: 2 * dayMs },
      ],
    );
    expect([overdueBy(again, 2 * dayMs), isOnTime(again)]).toEqual([dayMs, null]);
  });

  it('refuses entries that nobody of ours wrote', () => {
    expect(() => foldTask([{ id: 7, by: 'x', atMs: 0, detail: { move: 'start' } }])).toThrow(/entry 7/);
    const begun: TaskEntry = { id: 1, by: 'x', atMs: 0, detail: { move: 'issue', dueMs: 1 } };
    expect(() => foldTask([begun, { id: 2, by: 'y', atMs: 1, detail: { move: 'accept', note: null } }])).toThrow(
      /accept/,
    );
    expect(foldTask([begun], -1)).toBeUndefined();
  });
});
