import type { ConditionName, SystemCondition } from '../wire/health.ts';
import { judgeCondition } from './judge-condition.ts';

/** A condition that a process answers for: its own, or that of another process it sees from outside. */
export type WatchedCondition = {
  readonly name: ConditionName;
  readonly process: string;
  /** The figure now; null: it could not be read. */
  readonly read: () => number | null;
};

/** Judges all conditions each time it is told to look; `onChange` hears of every new state, but not of a plain start. */
export function createConditionWatch(
  watched: readonly WatchedCondition[],
  { now, onChange }: { readonly now: () => number; readonly onChange: (condition: SystemCondition) => void },
) {
  let conditions: readonly SystemCondition[] = [];
  return {
    current: (): readonly SystemCondition[] => conditions,
    look: (): void => {
      const before = conditions;
      conditions = watched.map((condition, index) =>
        judgeCondition(condition, condition.read(), { before: before[index], nowMs: now() }),
      );
      for (const [index, condition] of conditions.entries()) {
        const was = before[index]?.state;
        const isNews = was === undefined ? !['ok', 'unknown'].includes(condition.state) : was !== condition.state;
        if (isNews) onChange(condition);
      }
    },
  };
}
