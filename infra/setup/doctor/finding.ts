/** What one examination found: how it stands, and what to do when it does not stand well. */
export type Finding = {
  name: string;
  /** `warning` works, with a limit worth knowing; `bad` does not work. */
  state: 'ok' | 'warning' | 'bad';
  found: string;
  remedy?: string;
};

/** One examination; whatever it throws becomes a `bad` finding with its `remedy`. */
export type Examination = { name: string; remedy: string; examine: () => Promise<Omit<Finding, 'name'>> };

/** Carries out the examinations, all at once. */
export function examineAll(examinations: Examination[]): Promise<Finding[]> {
  return Promise.all(
    examinations.map(async ({ name, remedy, examine }) => {
      try {
        return { name, ...(await examine()) };
      } catch (error) {
        return { name, state: 'bad', found: error instanceof Error ? firstLine(error) : String(error), remedy };
      }
    }),
  );
}

/** One line per finding: state, what, what to do. */
export function formatFindings(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const sign = { ok: '✓', warning: '!', bad: '✗' };
  return findings
    .map(
      ({ name, state, found, remedy }) =>
        `${sign[state]} ${name.padEnd(width)}  ${found}${remedy ? ` → ${remedy}` : ''}\n`,
    )
    .join('');
}

// A refused connection to a name with two addresses has an empty message and its causes inside.
function firstLine(error: Error): string {
  const message = error.message || (error as { code?: string }).code || error.name;
  return message.split('\n')[0] ?? message;
}
