import type { Labels } from '../../rules/alert.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Priority, Says } from '../../wire/duty.ts';
import type { Channel } from './channel.ts';

/** An alert as grouping sees it. */
export type Member = {
  readonly id: number;
  readonly rule: Pick<Rule, 'id' | 'causes' | 'labels'>;
  readonly name: Says;
  readonly target: string;
  readonly labels: Labels;
  readonly priority: Priority;
  readonly channel: Channel;
  /** When what it is about began, and when the alert opened and closed (null: it is open). */
  readonly sinceMs: number;
  readonly openedMs: number;
  readonly closedMs: number | null;
  /**
   * What it has to do with, as `procedure:<code>` or `shortage`: evidence that two are one matter. Of a system: what it serves,
   * empty where that is not known.
   */
  readonly about: readonly string[];
};

/** Whether two units are next to each other, so that people go from one to the other. */
export type Near = (one: string, other: string) => boolean;
