import { describe, expect, it } from 'vitest';
import type { BriefTask } from '#shared/brief/brief.ts';
import { mostLetterBytes, toLetter } from '#shared/brief/mail/to-letter.ts';
import { toPaper } from '#shared/brief/paper/to-paper.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { writeSentences } from '#shared/brief/write-sentences.ts';
import { aKpi, anIncident, anUnsaid } from './a-brief.ts';

const address = { url: 'https://v.example/brief/7', hasPdf: true };

function aSaid(
  over: Parameters<typeof anUnsaid>[0] = {},
  revisions: Parameters<typeof sayBrief>[1]['revisions'] = [],
): ReturnType<typeof sayBrief> {
  const unsaid = anUnsaid(over);
  const brief = { ...unsaid, sentences: writeSentences(unsaid) };
  return sayBrief(brief, { id: 7, hash: 'f'.repeat(64), revisions }, 'vi');
}

function aTask(n: number, over: Partial<BriefTask> = {}): BriefTask {
  return {
    ...{ id: `NV-${n}`, path: `/tasks/${n}`, work: 'Sửa đường truyền', product: null, office: 'GD-TTPVHCC' },
    ...{ due: '2026-11-26T10:00:00.000Z', overdueMs: 3_600_000, ...over },
  };
}

const count = (text: string, part: RegExp): number => [...text.matchAll(part)].length;

describe('a letter that cannot carry all', () => {
  it('says of each list how many rows are left to the page', () => {
    const kpis = Array.from({ length: 45 }, (_, n) => aKpi({ unit: `U${n}`, course: null }));
    const incidents = Array.from({ length: 47 }, (_, n) => anIncident({ id: n, number: `SC-${n}` }));
    const tasks = [
      ...Array.from({ length: 43 }, (_, n) => aTask(n)),
      ...Array.from({ length: 44 }, (_, n) => aTask(100 + n, { overdueMs: null })),
    ];
    const letter = toLetter(aSaid({ counted: { kpis }, recorded: { incidents, tasks } }), address);
    for (const text of [letter.html, letter.plain]) {
      const left = [...text.matchAll(/và (\d+) dòng nữa, xem ở trang bản tin/g)].map(([, n]) => Number(n));
      const shown = [/NV-\d\d? /g, /thiếu 1,8/g, /SC-\d+ /g, /NV-1\d\d /g].map((part) => count(text, part));
      // The sentences name an order and two figures as well.
      const rows = [(shown[0] ?? 0) - 1, (shown[1] ?? 0) - 2, shown[2], shown[3]];
      expect(rows.map((n, at) => (n ?? 0) + (left[at] ?? 0))).toEqual([43, 45, 47, 44]);
    }
  });

  it('stays within its limit with hundreds of orders of many words', () => {
    const work = 'Khắc phục đường truyền của điểm phục vụ, báo cáo kết quả. '.repeat(30);
    const tasks = Array.from({ length: 400 }, (_, n) => aTask(n, { work, overdueMs: n % 2 === 0 ? 1_000 : null }));
    const letter = toLetter(aSaid({ recorded: { tasks } }), address);
    for (const text of [letter.html, letter.plain]) {
      expect(Buffer.byteLength(text)).toBeLessThan(mostLetterBytes);
      expect(count(text, /và \d+ dòng nữa/g)).toBe(2);
    }
  });

  it('tells addenda in both its parts', () => {
    const change = { what: 'events', was: 10, is: 12 } as const;
    const revision = { number: 1, cutSeq: 50, lateEvents: 2, changes: [change], madeAt: new Date(0), madeBy: 'x' };
    const said = aSaid({}, [revision as unknown as Parameters<typeof sayBrief>[1]['revisions'][number]]);
    const letter = toLetter(said, address);
    for (const text of [letter.html, letter.plain]) {
      expect(text.toLocaleLowerCase('vi')).toContain('bổ sung 1');
      expect(text).toContain('10 → 12');
    }
  });
});

it('tells targets that are due within a week with the figure of their period, on page, paper and letter', () => {
  const issued = (issuedAt: string) => aSaid({ issuedAt });
  const said = issued('2026-11-28T00:00:00.000Z');
  expect(said.dueTargets.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
    'Chỉ tiêu đến hạn 30/11/2026: Hồ sơ trực tuyến toàn trình, 38,1 % (thiếu 1,9 điểm %)',
  ]);
  const letter = toLetter(said, address);
  for (const text of [letter.html, letter.plain, toPaper(said, '2026-11-28')])
    expect(text).toContain('Chỉ tiêu đến hạn 30/11/2026');
  expect(issued('2026-11-30T18:00:00.000Z').dueTargets).toHaveLength(1);
  expect(issued('2026-12-02T00:00:00.000Z').dueTargets).toEqual([]);
  expect(issued('2026-11-20T00:00:00.000Z').dueTargets).toEqual([]);
});
