import type { Sql } from '#shared/store/sql.ts';

/** What a question is asked of: a database that holds so many days, the city's units, and one of them and of its assets. */
export type Subject = {
  readonly days: number;
  readonly units: readonly string[];
  readonly unit: string;
  readonly asset: string;
};

/**
 * One question a page asks, by the read the product runs, about the last `spanDays` days; returns how many rows
 * came. Where a database holds fewer days the answer is smaller, and its time says nothing about growth.
 */
export type Question = {
  readonly name: string;
  readonly spanDays: number;
  readonly ask: (sql: Sql, subject: Subject) => Promise<number>;
};
