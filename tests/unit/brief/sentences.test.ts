import { describe, expect, it } from 'vitest';
import { writeSentences } from '#shared/brief/write-sentences.ts';
import { aKpi, anIncident, anUnsaid } from './a-brief.ts';

const tied = (text: string): string => text.replaceAll('\u00a0', ' ');
const vi = (unsaid: ReturnType<typeof anUnsaid>) => {
  const { happened, atRisk, decide } = writeSentences(unsaid);
  return { happened: tied(happened.vi), atRisk: tied(atRisk.vi), decide: tied(decide.vi) };
};

describe('what happened', () => {
  it('counts incidents by priority, those resolved in time, and targets met', () => {
    const incidents = [anIncident(), anIncident({ id: 2, priority: 'P3', resolve: 'missed' })];
    expect(vi(anUnsaid({ recorded: { incidents } })).happened).toBe(
      '2 sự cố (1 P1, 1 P3); 2 đã xử lý xong, 1 đúng hạn 4 giờ; 0 trên 1 chỉ tiêu có số liệu đạt mức giao; ' +
        'thay đổi nhiều nhất so với kỳ trước: Hồ sơ trực tuyến toàn trình +1,2 điểm %; hệ thống đếm được 12.345 sự kiện từ 1 nguồn.',
    );
  });

  it('never calls silence quiet: without an event nobody knows', () => {
    const { happened, atRisk } = vi(anUnsaid({ counted: { events: 0, kpis: [] } }));
    expect(happened).toBe('Không nhận được sự kiện nào: không biết thành phố thế nào.');
    expect(atRisk).toContain('không biết thành phố thế nào');
  });

  it('leaves exercises out', () => {
    expect(vi(anUnsaid({ recorded: { incidents: [anIncident({ isExercise: true })] } })).happened).toMatch(
      /^Không có sự cố/,
    );
  });
});

describe('what is at risk', () => {
  it('names what falls shortest with what is still needed, and counts the others', () => {
    const others = ['online_share', 'on_time_share'] as const;
    const kpis = [aKpi(), ...others.map((kpi) => aKpi({ kpi, course: null, value: 0.9, target: 1, gap: -0.1 }))];
    expect(vi(anUnsaid({ counted: { kpis } })).atRisk).toBe(
      'Hồ sơ trực tuyến toàn trình 38,2 % (thiếu 1,8 điểm %; còn 3 ngày, cần thêm 120 mỗi ngày); ' +
        'Hồ sơ nộp trực tuyến 90 % (thiếu 10 điểm %); và 1 chỉ tiêu khác chưa đạt.',
    );
  });

  it('tells one figure that two targets ask for once', () => {
    const kpis = [aKpi(), aKpi({ targetSet: 'resolution-188', target: 0.7, gap: -0.318 })];
    expect(vi(anUnsaid({ counted: { kpis } })).atRisk.match(/toàn trình/g)).toHaveLength(1);
  });

  it('says what nobody knows', () => {
    const kpis = [aKpi({ value: null, gap: null, reason: 'coverage', standing: 'unknown' })];
    const sources = [{ source: 'urn:x', events: 0, lastAt: null, silent: true }];
    expect(vi(anUnsaid({ counted: { kpis, sources } })).atRisk).toBe(
      '1 nguồn không gửi gì; 1 chỉ tiêu chưa đủ số liệu.',
    );
  });

  it('says so when nothing is', () => {
    const kpis = [aKpi({ value: 0.45, gap: 0.05, standing: 'met' })];
    expect(vi(anUnsaid({ counted: { kpis } })).atRisk).toMatch(/^Chưa thấy .* theo những gì hệ thống biết\.$/);
  });
});

describe('what needs a decision', () => {
  it('is nothing, and said', () => {
    expect(vi(anUnsaid()).decide).toBe('Không có việc nào chờ quyết định.');
  });

  it('is overdue orders first, then lost targets, late incidents, waiting exclusions and a flooded desk', () => {
    const unsaid = anUnsaid();
    const task = {
      id: 'NV-3',
      path: '/tasks/3',
      work: 'Sửa',
      product: null,
      office: 'GD-TTPVHCC',
      due: '2026-11-26T10:00:00.000Z',
    };
    const lost = {
      days: { from: '2026-11-01', to: '2026-12-01' },
      value: 0.3,
      toReach: { state: 'unreachable', daysLeft: 3, bestValue: 0.39 },
    } as const;
    const { decide } = vi(
      anUnsaid({
        counted: {
          kpis: [aKpi({ course: lost })],
          alarms: {
            ...unsaid.counted.alarms,
            perDay: 412.5,
            verdict: 'too_much',
            worst: [{ rule: 'r', name: { vi: 'Kiosk im lặng', en: 'K' }, alerts: 300 }],
          },
        },
        recorded: {
          tasks: [
            { ...task, overdueMs: 50_400_000 },
            { ...task, id: 'NV-4', overdueMs: null },
          ],
          incidents: [anIncident({ state: 'in_progress', resolvedAt: null, resolve: 'missed' })],
          exclusionsWaiting: 2,
        },
      }),
    );
    expect(decide).toBe(
      '1 việc đã giao quá hạn (lâu nhất: NV-3 của Giám đốc Trung tâm, quá 14 giờ); ' +
        'Hồ sơ trực tuyến toàn trình không còn đạt kịp trước 01/12/2026 (nhiều nhất 39 %): bổ sung nguồn lực hoặc điều chỉnh chỉ tiêu; ' +
        'SC-1001 quá hạn 4 giờ chưa xong: cử người chịu trách nhiệm xử lý dứt điểm; 2 đề nghị loại trừ chờ duyệt; ' +
        'số cảnh báo vượt sức một người trực (412,5 mỗi ngày): giảm nguồn gây nhiều nhất, Kiosk im lặng, hoặc thêm người.',
    );
  });
});

it('says the same in English, a sentence each', () => {
  const { happened, atRisk, decide } = writeSentences(anUnsaid());
  for (const { en } of [happened, atRisk, decide]) expect(en).toMatch(/^[A-Z0-9].*\.$/);
  expect(tied(atRisk.en)).toBe('Records fully online 38.2 % (1.8 points short; 3 days left, 120 more a day needed).');
});
