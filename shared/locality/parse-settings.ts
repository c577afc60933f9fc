import { z } from 'zod';
import type { PackProblem } from './pack-problem.ts';

const sayVi = z.locales.vi().localeError;
const sayEn = z.locales.en().localeError;

/** Reads the document of a YAML file by its schema and gathers what is wrong, path by path. */
export function parseSettings<Value>(
  file: string,
  schema: z.ZodType<Value>,
  document: unknown,
): { value: Value } | { problems: PackProblem[] } {
  if (document === undefined || document === null) {
    const message = {
      vi: 'thiếu tệp này hoặc tệp trống; xem các thành phố khác để làm theo',
      en: 'this file is missing or empty; follow the other cities’',
    };
    return { problems: [{ file, row: 0, column: '', message }] };
  }
  const parsed = schema.safeParse(document, { reportInput: true });
  if (parsed.success) return { value: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => expand(issue).map((each) => toProblem(file, each)));
  return { problems };
}

/** Each key that nobody knows is a problem of its own. */
function expand(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ ...issue, keys: [key], path: [...issue.path, key] }));
}

function toProblem(file: string, issue: z.core.$ZodIssue): PackProblem {
  const raw = issue as z.core.$ZodRawIssue;
  const own = issue.code === 'custom' ? issue.params : undefined;
  const { vi = wordsOf(sayVi(raw)), en = wordsOf(sayEn(raw)) } = own ?? {};
  return { file, row: 0, column: issue.path.join('.'), message: { vi: String(vi), en: String(en) } };
}

function wordsOf(said: string | { message: string } | null | undefined): string {
  return typeof said === 'string' ? said : (said?.message ?? '');
}
