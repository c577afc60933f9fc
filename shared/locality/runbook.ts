import type { PackProblem } from './pack-problem.ts';

/** What to do about a kind of alert, in one language: sections under headings, each some lines. */
export type RunbookPart = {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
};

/** A runbook of the city's folder, in both languages. */
export type Runbook = { readonly vi: RunbookPart; readonly en: RunbookPart };

/** The name of a runbook in a city's folder: `runbooks/<name>.md`. */
export const runbookName = /^[a-z][a-z0-9-]{1,47}$/;

/** What it means, check first, do now, who to call, when to escalate, when it is done. */
const sectionCount = 6;

/**
 * Reads a runbook: Markdown with a part in Vietnamese and then one in English, each a title (`#`), six headings (`##`) and
 * under each its lines (`-`).
 */
export function readRunbook(name: string, text: string): { runbook: Runbook } | { problem: PackProblem } {
  const read = readParts(text);
  if ('strayLine' in read) {
    const { strayLine } = read;
    return problem(name, strayLine, 'cần tiêu đề (#, ##) hoặc dòng (-)', 'must be a heading (#, ##) or a line (-)');
  }
  const [vi, en, ...more] = read.parts;
  if (!vi || !en || more.length > 0 || !isWhole(vi) || !isWhole(en)) {
    return problem(
      ...([name, 0, 'cần phần tiếng Việt rồi phần tiếng Anh, mỗi phần sáu mục có nội dung'] as const),
      'must have a Vietnamese part and then an English one, each of six sections that say something',
    );
  }
  return { runbook: { vi, en } };
}

/** The parts as they are written, or the number of the first line that is none of them. */
function readParts(text: string): { parts: RunbookPart[] } | { strayLine: number } {
  const parts: { title: string; sections: { heading: string; lines: string[] }[] }[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const [, mark = '', rest = ''] = /^(#{1,2}|-) +(.+)$/.exec(line.trimEnd()) ?? [];
    const section = parts.at(-1)?.sections.at(-1);
    if (mark === '#') parts.push({ title: rest, sections: [] });
    else if (mark === '##' && parts.length > 0) parts.at(-1)?.sections.push({ heading: rest, lines: [] });
    else if (mark === '-' && section) section.lines.push(rest);
    else if (line.trim() !== '') return { strayLine: at + 1 };
  }
  return { parts };
}

function isWhole({ sections }: RunbookPart): boolean {
  return sections.length === sectionCount && sections.every(({ lines }) => lines.length > 0);
}

function problem(name: string, row: number, vi: string, en: string): { problem: PackProblem } {
  return { problem: { file: `runbooks/${name}.md`, row, column: '', message: { vi, en } } };
}
