import type { RegistryChange } from '#shared/locality/registry/compare-rows.ts';
import { describeProblem, type Bilingual } from '#shared/locality/pack-problem.ts';
import type { PackDiff } from '#shared/wire/pack-commands.ts';
import { formatTable } from '../office/format-table.ts';

/** Changes shown to a person; `--json` gives all of them. */
const SHOWN = 200;
const WIDEST = 60;

const headings = {
  vi: ['TỆP', 'MÃ', 'TỪ NGÀY', 'TRƯỜNG', 'ĐANG LÀ', 'SẼ LÀ'],
  en: ['FILE', 'CODE', 'FROM', 'FIELD', 'IS', 'WILL BE'],
} as const;
const words = {
  vi: {
    added: 'thêm',
    ended: 'kết thúc',
    changed: 'đổi',
    none: 'Không có gì thay đổi.',
    kept: 'giữ nguyên vì đã sửa bởi',
  },
  en: { added: 'added', ended: 'ended', changed: 'changed', none: 'Nothing changes.', kept: 'left alone, edited by' },
} as const;

/** What an import would change, for a person to read; problems last, where they are seen. */
export function describeDiff(diff: PackDiff, language: keyof Bilingual): string {
  const say = words[language];
  const hidden = diff.more + Math.max(0, diff.changes.length - SHOWN);
  const rows = diff.changes.slice(0, SHOWN).map((change) => toRow(change, language));
  const counts = Object.entries(diff.counts).map(
    ([file, { added, changed, ended }]) =>
      `${file}: ${added} ${say.added}, ${changed} ${say.changed}, ${ended} ${say.ended}\n`,
  );
  return [
    ...(rows.length > 0 ? [formatTable(headings[language], rows)] : [`${say.none}\n`]),
    ...(hidden > 0 ? [`… ${hidden} (--json)\n`] : []),
    ...(counts.length > 0 ? ['\n', ...counts] : []),
    ...diff.kept.map(({ file, code, editedBy }) => `${file}, ${code}: ${say.kept} ${editedBy} (--overwrite-edits)\n`),
    ...diff.problems.map((problem) => `✗ ${describeProblem(problem, language)}\n`),
  ].join('');
}

function toRow(
  { file, code, change, effective, field, from, to }: RegistryChange,
  language: keyof Bilingual,
): string[] {
  const day = effective.startsWith('0001') ? '' : effective;
  return field === null ? [file, code, day, words[language][change]] : [file, code, day, field, cut(from), cut(to)];
}

function cut(cell: RegistryChange['from']): string {
  const text = cell === null ? '—' : String(cell);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
