/** An error as it may stand in a log: what, where and which, and nothing of what was being worked on. */
export type DescribedError = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly cause?: DescribedError;
};

const longestMessage = 400;
const deepestCause = 4;

/**
 * Describes an error without bodies. Drivers hang the values they choked on onto their errors (`detail`, `where`,
 * `parameters`, `query`), so only named fields are taken; what fails on data quotes it, so quotes are emptied there.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' };
  const fields = error as Error & Record<string, unknown>;
  const quotes = error instanceof SyntaxError || /^2[23]/.test(textOf(fields.code) ?? '');
  const code = textOf(fields.code);
  const constraint = textOf(fields.constraint);
  const table = textOf(fields.table);
  return {
    type: error.name,
    message: clip(quotes ? emptyQuotes(error.message) : error.message),
    // Its first lines repeat the message.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    ...(error.cause !== undefined && depth < deepestCause && { cause: describeError(error.cause, depth + 1) }),
  };
}

function emptyQuotes(message: string): string {
  return message.replaceAll(/(["'`]).*\1/gs, '$1…$1');
}

function clip(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage - 1)}…`;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, 100) : undefined;
}
