import { describe, expect, it } from 'vitest';
import { toAnswerRows } from '#shared/brief/answer-rows.ts';
import type { BriefAnswer } from '#shared/brief/brief.ts';
import { compareAnswers } from '#shared/brief/compare-answers.ts';
import { linksOf } from '#shared/brief/links.ts';
import { strikeSaid } from '#shared/brief/mail/strike-said.ts';
import { toLetter } from '#shared/brief/mail/to-letter.ts';
import { toPaper } from '#shared/brief/paper/to-paper.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { toSheets } from '#shared/brief/sheets.ts';
import { writeSentences } from '#shared/brief/write-sentences.ts';
import type { Ledger } from '#shared/kpi/ledger/ledger.ts';
import type { AnswerTold } from '#shared/wire/promise-commands.ts';
import { aKpi, anIncident, anUnsaid } from './a-brief.ts';

const at = '2026-11-28T02:10:00.000Z';
const always = { validFrom: '2026-01-01', validTo: null };
const ledger = {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', centre: 'TTPVHCC', targets: [], successions: [], assets: [], specialDays: [] },
  units: [
    { code: '00070', kind: 'phuong', ...always },
    { code: '00082', kind: 'xa', ...always },
  ],
  offices: [
    { code: 'CT-OLD', unit: '00070', department: null, validFrom: '2026-01-01', validTo: '2026-11-01' },
    { code: 'CT-00070', unit: '00070', department: null, validFrom: '2026-11-01', validTo: null },
  ],
  exclusions: [],
} satisfies Ledger;

function aTold(over: Partial<AnswerTold> = {}): AnswerTold {
  return {
    ...{ id: 1, world: 'live', unit: '00070', kpi: 'full_process_share', kind: 'note', text: 'Máy quét hỏng' },
    ...{ periodFrom: '2026-11-01', periodTo: '2026-12-01', value: 0.2, numerator: 1, denominator: 5 },
    ...{ by: 'account:nguyen-van-a', at, withdrawnBy: null, withdrawnAt: null, ...over },
  };
}

function anAnswer(over: Partial<BriefAnswer> = {}): BriefAnswer {
  return {
    ...{ id: 1, kpi: 'full_process_share', beside: [''], unit: '00070', office: 'GD-TTPVHCC', kind: 'note', at },
    ...{ days: { from: '2026-11-01', to: '2026-12-01' }, text: 'Máy quét hỏng, gọi 0912345678', ...over },
  };
}

function aSaid(answers: readonly BriefAnswer[], over: Parameters<typeof anUnsaid>[0] = {}) {
  const unsaid = anUnsaid({ ...over, recorded: { ...over.recorded, answers } });
  const brief = { ...unsaid, sentences: writeSentences(unsaid) };
  return { brief, said: sayBrief(brief, { id: 7, hash: 'f'.repeat(64), revisions: [] }, 'vi') };
}

describe('which figures an answer stands beside', () => {
  const rows = (kpis: Parameters<typeof toAnswerRows>[1]['kpis'], over: Partial<AnswerTold> = {}) =>
    toAnswerRows([aTold(over)], { kpis, ledger });

  it('are those of its KPI and days that fell short, of the city and of the sets its unit is in', () => {
    const kpis = ['', 'type:phuong', 'type:xa', 'department:TTPVHCC', 'department:OTHER'].map((unit) => aKpi({ unit }));
    expect(rows(kpis)).toMatchObject([{ beside: ['', 'type:phuong', 'department:TTPVHCC'] }]);
  });

  it.each([
    ['reached its target', aKpi({ standing: 'met' }), {}],
    ['is another', aKpi({ kpi: 'online_share' }), {}],
    ['is of other days', aKpi(), { periodFrom: '2026-11-28', periodTo: '2026-12-01' }],
    ['is of a set without it', aKpi({ unit: 'type:xa' }), {}],
  ])('are none where the figure %s', (_, kpi, over) => {
    expect(rows([kpi], over)).toEqual([]);
  });

  it('names the office of that day and no account', () => {
    expect(rows([aKpi()])).toMatchObject([{ unit: '00070', office: 'CT-00070' }]);
    expect(rows([aKpi()], { at: '2026-10-20T02:00:00.000Z' })).toMatchObject([{ office: 'CT-OLD' }]);
    expect(rows([aKpi()], { unit: '00082' })).toMatchObject([{ office: null }]);
    expect(JSON.stringify(rows([aKpi()]))).not.toContain('nguyen-van-a');
  });
});

it('tells since a brief what was said and what was taken back, each once', () => {
  const rowsOf = (all: readonly AnswerTold[]) => toAnswerRows(all, { kpis: [aKpi()], ledger });
  const ports = { rowsOf, namesOf: () => ({}) };
  const gone = { withdrawnBy: 'account:x', withdrawnAt: at };
  const said = [aTold({ id: 4, ...gone }), aTold({ id: 3 }), aTold({ id: 2, ...gone }), aTold({ id: 1 })];
  const { changes, stand } = compareAnswers([1, 2], said, ports);
  expect(changes.map(({ of, answer }) => [of, answer.id])).toEqual([
    ['given', 3],
    ['withdrawn', 2],
  ]);
  expect(stand).toEqual([1, 3]);
  expect(compareAnswers(stand, said, ports).changes).toEqual([]);
});

describe('beside the figure', () => {
  const texts = (answers: readonly BriefAnswer[], kpis = [aKpi()]) => {
    const { said } = aSaid(answers, { counted: { kpis } });
    const letter = toLetter(said, { url: 'https://v.example/brief/7', hasPdf: true });
    return [toPaper(said, '2026-11-28'), letter.html, letter.plain];
  };

  it('stand text, unit, office, days and time, on paper and in both parts of the letter', () => {
    for (const text of texts([anAnswer()])) {
      expect(text).toContain('Hoàn Kiếm (Giám đốc Trung tâm) giải thích về 01/11/2026 – 30/11/2026, 28/11/2026 09:10:');
      expect(text).toContain('Máy quét hỏng');
    }
    for (const text of texts([])) expect(text).not.toContain('giải thích');
  });

  it('stand the newest three, and how many more there are', () => {
    const answers = Array.from({ length: 5 }, (_, n) => anAnswer({ id: 9 - n, text: `Lời ${9 - n}` }));
    for (const text of texts(answers)) {
      expect(['9', '8', '7', '6', '5'].map((n) => text.includes(`Lời ${n}`))).toEqual([true, true, true, false, false]);
      expect(text).toContain('và 2 lần giải thích nữa');
    }
    expect(aSaid(answers).said.kpis[0]?.answers).toHaveLength(5);
  });

  it('stand once where several targets ask for the same figure', () => {
    const kpis = [aKpi(), aKpi({ targetSet: 'resolution-188', target: 0.7, gap: -0.318 })];
    expect(aSaid([anAnswer()], { counted: { kpis } }).said.kpis.map(({ answers }) => answers.length)).toEqual([1, 0]);
  });

  it('are counted in what is at risk, and have a sheet of their own', () => {
    const { brief, said } = aSaid([anAnswer(), anAnswer({ id: 2, kind: 'own_fault' })]);
    expect(brief.sentences.atRisk.vi).toContain('đơn vị đã giải thích 2 lần');
    expect(brief.sentences.atRisk.en).toContain('answers of units: 2');
    const sheet = toSheets(brief, said).find(({ name }) => name === 'Giải thích');
    expect(sheet?.rows).toHaveLength(3);
    expect(sheet?.rows[2]?.slice(1, 4)).toEqual([
      ...['01/11/2026 – 30/11/2026', 'Hoàn Kiếm (Giám đốc Trung tâm)', 'nhận lỗi của mình'],
    ]);
    expect(toSheets(brief, said)[1]?.rows[1]?.at(-1)).toBe(2);
  });

  it('lose what is personal before they leave the house', () => {
    const { said } = aSaid([anAnswer()]);
    expect(JSON.stringify(said.kpis)).toContain('0912345678');
    expect(JSON.stringify(strikeSaid(said).kpis)).not.toContain('0912345678');
  });
});

describe('figures read away from the page', () => {
  const alarms = {
    ...anUnsaid().counted.alarms,
    worstHour: { at: '2026-11-27T02:00:00.000Z', alerts: 2 },
    worst: [{ rule: 'kiosk-silent', name: { vi: 'Kiosk im lặng', en: 'Kiosk silent' }, alerts: 2 }],
  };
  const silences = [
    { rule: 'kiosk-silent', name: { vi: 'Kiosk im lặng', en: 'K' }, places: 3, since: '2026-11-27T02:00:00.000Z' },
  ];
  const { said } = aSaid([], { counted: { alarms, silences }, recorded: { incidents: [anIncident()] } });
  const links = linksOf('https://v.example', { id: 7, world: 'live', language: 'vi' });
  const hrefsIn = (html: string): string[] =>
    [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&'));
  const paper = toPaper(said, '2026-11-28', links);
  const { html, plain } = toLetter(said, { url: links.brief, hasPdf: true, links });

  it.each([
    ['paper', paper],
    ['letter', html],
  ])('lead in the %s to what they count', (_, text) => {
    const hrefs = hrefsIn(text);
    for (const query of ['of=announced', 'of=priority&priority=P1', 'of=worst-hour', 'of=silence&rule=kiosk-silent'])
      expect(hrefs).toContain(`https://v.example/brief/7/alerts?${query}`);
    expect(hrefs).toContain('https://v.example/incident/1001/brief');
    expect(hrefs).toContain(
      'https://v.example/kpi/full_process_share?world=live&from=2026-11-27&to=2026-11-27&set=city-2025-09',
    );
    // Nothing was open for more than a day, and nothing leads nowhere.
    expect(hrefs.filter((href) => href.includes('of=stale') || href.includes('of=floods'))).toEqual([]);
  });

  it('lead from the table of rules on paper to the alerts of each, and from plain text to all of them', () => {
    expect(hrefsIn(paper)).toContain('https://v.example/brief/7/alerts?of=rule&rule=kiosk-silent');
    expect(plain).toContain('Từng cảnh báo: https://v.example/brief/7/alerts?of=announced');
    expect(linksOf('https://v.example', { id: 7, world: 'live', language: 'en' }).brief).toBe(
      'https://v.example/brief/7?lang=en',
    );
  });
});
