import { describe, expect, it } from 'vitest';
import { weighAlarms, type BriefAlert } from '#shared/brief/alarm-load.ts';
import { drawSpark } from '#shared/brief/chart/spark.ts';
import { compareFigures } from '#shared/brief/compare-figures.ts';
import { hashOf, toCanonical } from '#shared/brief/freeze.ts';
import { strikeSaid } from '#shared/brief/mail/strike-said.ts';
import { mostLetterBytes, toLetter } from '#shared/brief/mail/to-letter.ts';
import { toPaper } from '#shared/brief/paper/to-paper.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { toSheets } from '#shared/brief/sheets.ts';
import { enBrief } from '#shared/brief/words/en-brief.ts';
import { viBrief } from '#shared/brief/words/vi-brief.ts';
import { writeFiguresIn } from '#shared/brief/write-figure.ts';
import { writeSentences } from '#shared/brief/write-sentences.ts';
import { aKpi, anIncident, anUnsaid } from './a-brief.ts';

const about = { id: 7, hash: 'f'.repeat(64), revisions: [] };

function aSaid(language: 'vi' | 'en', over: Parameters<typeof anUnsaid>[0] = {}) {
  const unsaid = anUnsaid(over);
  const brief = { ...unsaid, sentences: writeSentences(unsaid) };
  return { brief, said: sayBrief(brief, about, language) };
}

describe('figures in words', () => {
  const write = writeFiguresIn('vi', 'Asia/Ho_Chi_Minh');
  const tied = (text: string): string => text.replaceAll('\u00a0', ' ');

  it.each([
    [0.9996, '99,9 %'],
    [1, '100 %'],
    [0.382, '38,2 %'],
    [0, '0 %'],
  ])('%d is written %s: less than all is never a hundred', (share, text) => {
    expect(tied(write.value(share, 'share'))).toBe(text);
  });

  it('never writes nothing as a figure, nor a small gap as none', () => {
    expect(write.value(null, 'share')).toBe('—');
    expect(write.gap({ gap: -0.0001, target: 0.4, valueUnit: 'share', direction: 'at_least' })).toBe(
      'thiếu 0,1 điểm %',
    );
    expect(write.gap({ gap: 0, target: 0.4, valueUnit: 'share', direction: 'at_least' })).toBe('đúng mức giao');
    expect(tied(write.gap({ gap: -120_000, target: 1, valueUnit: 'ms', direction: 'at_most' }))).toBe(
      'dài hơn mức giao 2 phút',
    );
  });
});

it('breaks a curve where a value is missing, and never bridges it', () => {
  expect(drawSpark([1, null, 2, 3], null, { width: 40, height: 20 }).path).toBe('M1 18L3 18M26 10L38 2');
  expect(drawSpark([null, null], null, { width: 40, height: 20 })).toEqual({ path: '', last: null, targetY: null });
});

it('weighs what was announced, hour by hour, and tells a flood', () => {
  const at = (minute: number): BriefAlert => {
    const ms = Date.parse('2026-11-27T02:00:00Z') + minute * 60_000;
    return {
      rule: 'r',
      target: String(minute),
      name: { vi: 'R', en: 'R' },
      priority: 'P3',
      openedMs: ms,
      toldMs: ms,
      overMs: null,
      isSilence: false,
    };
  };
  const alerts = [...Array.from({ length: 12 }, (_, n) => at(n * 0.5)), at(300), { ...at(301), toldMs: null }];
  const span = { fromMs: Date.parse('2026-11-26T17:00:00Z'), toMs: Date.parse('2026-11-27T17:00:00Z') };
  const load = weighAlarms(alerts, span, (ms) => new Date(ms + 7 * 3_600_000).getUTCHours());
  expect(load).toMatchObject({
    announced: 13,
    floods: 1,
    tenMinutes: 144,
    worstHour: { at: '2026-11-27T02:00:00.000Z', alerts: 12 },
  });
  expect(load.byHour[9]).toBe(12);
});

it('finds each part of each figure that late events changed', () => {
  const was = { kpis: [aKpi()], events: 10 };
  expect(compareFigures(was, was)).toEqual([]);
  const is = { kpis: [aKpi({ value: 0.39, numerator: 390 })], events: 12 };
  expect(
    compareFigures(was, is).flatMap((change) =>
      change.what === 'answer' ? [] : [[change.what === 'kpi' ? change.of : 'events', change.was, change.is]],
    ),
  ).toEqual([
    ['value', 0.382, 0.39],
    ['numerator', 382, 390],
    ['events', 10, 12],
  ]);
});

it('is hashed as data, in whatever order it was made', () => {
  expect(hashOf(toCanonical({ a: 1, b: [2, null] }))).toBe(hashOf(toCanonical({ b: [2, null], a: 1 })));
  expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'));
});

describe('paper, letter and workbook', () => {
  it('are of the layout of the decree, marked as a draft, without anything from elsewhere', () => {
    const { said } = aSaid('vi', {
      recorded: { incidents: [anIncident({ title: { vi: '<script>x</script>', en: 'x' } })] },
    });
    const html = toPaper(said, '2026-02-05');
    for (const text of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'DỰ THẢO',
      'Số: ……/BC-……',
      'Nơi nhận:',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toContain('Hà Nội, ngày 05 tháng 02 năm 2026');
    expect(toPaper(said, '2026-11-28')).toContain('ngày 28 tháng 11 năm 2026');
    expect(html).not.toMatch(/<script|https?:\/\/|url\(/);
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('class="watermark"');
  });

  it('carry their world to the last page', () => {
    const { said } = aSaid('vi', { world: 'sim:start' });
    expect(toPaper(said, '2026-11-28')).toContain('MÔ PHỎNG</div>');
    expect(toLetter(said, { url: 'https://v.example/brief/7', hasPdf: false }).subject).toMatch(/^\[MÔ PHỎNG\] /);
  });

  it('make a letter of less than 100 kB with the same figures as plain text, however long the brief is', () => {
    const incidents = Array.from({ length: 300 }, (_, n) => anIncident({ id: n, number: `SC-${n}` }));
    const { said } = aSaid('vi', { recorded: { incidents } });
    const letter = toLetter(said, { url: 'https://v.example/brief/7', hasPdf: true });
    expect(Buffer.byteLength(letter.html)).toBeLessThan(mostLetterBytes);
    for (const text of [letter.html, letter.plain]) expect(text).toContain('thiếu 1,8 điểm %');
    expect(letter.html).not.toMatch(/<style|class=/);
  });

  it('lose what is personal in the words of persons before they leave the house', () => {
    const title = { vi: 'Ông A gọi từ 0912345678 báo mất điện', en: 'x' };
    const { said } = aSaid('vi', { recorded: { incidents: [anIncident({ title })] } });
    const letter = toLetter(strikeSaid(said), { url: 'https://v.example/brief/7', hasPdf: true });
    expect(said.incidents[0]?.title).toContain('0912345678');
    expect(`${letter.html}${letter.plain}${toPaper(strikeSaid(said), '2026-11-28')}`).not.toContain('0912345678');
    expect(letter.plain).toContain('báo mất điện');
  });

  it('say low coverage with the figure', () => {
    const coverage = { reporting: 80, expected: 126, oldestAgeS: 60, told: 0.6 };
    const { said } = aSaid('vi', { counted: { kpis: [aKpi({ coverage })] } });
    expect(said.low).toContain('Hồ sơ trực tuyến toàn trình');
    expect(toPaper(said, '2026-11-28')).toContain('80/126<small>thấp</small>');
    expect(said.kpis[0]?.notes).toContain('60 % có ghi đủ');
  });

  it('are the same rows in the workbook, as numbers', () => {
    const { brief, said } = aSaid('en');
    const sheets = toSheets(brief, said);
    expect(sheets.map(({ name }) => name)).toEqual([
      'Summary',
      'Targets',
      'Trend',
      'Incidents',
      'Alerts',
      'Work',
      'Sources',
    ]);
    expect(sheets[1]?.rows[1]?.slice(3, 8)).toEqual([0.382, 382, 1_000, 0.4, -0.018]);
    expect(sheets[2]?.rows[0]?.at(-1)).toBe('2026-11-27');
  });
});

it('has the same words in both languages', () => {
  const keysOf = (tree: object, path = ''): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}`],
    );
  expect(keysOf(enBrief)).toEqual(keysOf(viBrief));
  const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();
  const leaves = (tree: object): string[] =>
    Object.values(tree).flatMap((value: unknown) => (typeof value === 'string' ? [value] : leaves(value as object)));
  expect(leaves(enBrief).map(blanks)).toEqual(leaves(viBrief).map(blanks));
});
