import { hash } from 'node:crypto';
import type { StatementLine } from './read-lines.ts';

/**
 * The identity of each line: what it says, and for lines that say the same the how-many-th it is on its statement. The same
 * line on an overlapping statement has the same identity; two equal transfers on one statement stay two.
 */
export function identifyLines(lines: readonly StatementLine[]): string[] {
  const seen = new Map<string, number>();
  return lines.map(({ bookedDay, amountVnd, number, for: what, textHash }) => {
    const says = JSON.stringify([bookedDay, amountVnd, number, what?.day, what?.site, what?.method, textHash]);
    const nth = (seen.get(says) ?? 0) + 1;
    seen.set(says, nth);
    return hash('sha256', `${says}#${nth}`, 'hex').slice(0, 32);
  });
}

/** The hash of a statement's content: of its lines, whatever order they stand in. */
export function hashStatement(identities: readonly string[]): string {
  return hash('sha256', [...identities].sort().join('\n'), 'hex');
}
