/** The task that a command line names, `NV-12` or `12`. */
export function readTaskNumber(positionals: readonly string[]): number {
  const [, digits] = /^(?:NV-)?([1-9][0-9]{0,14})$/i.exec(positionals[0] ?? '') ?? [];
  if (digits === undefined || positionals.length > 1) throw new Error('name one task, such as NV-12; see --help');
  return Number(digits);
}
