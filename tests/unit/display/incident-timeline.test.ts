import { expect, it } from 'vitest';
import type { TimelineEntry } from '#shared/wire/incident-commands.ts';
import { dutyWordsOf } from '../../../display/src/lib/duty/words/duty-words.ts';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';
import { sayEntries } from '../../../display/src/lib/incidents/say-entry.ts';
import { incidentsWords } from '../../../display/src/lib/incidents/words/incidents-words.ts';

const name = { vi: 'Kiosk hỏng', en: 'Kiosk out of order' };
const entries: readonly (readonly [TimelineEntry['kind'], Record<string, unknown>, vi: string, en: string])[] = [
  [
    ...(['membership', { joined: 7, name, target: 'K001', why: 'leads' }] as const),
    ...([
      'thêm cảnh báo Kiosk hỏng (K001) | nguyên nhân kéo theo',
      'alert joined: Kiosk out of order (K001) | follows from the cause',
    ] as const),
  ],
  [
    'membership',
    { cause: { alert: 7, text: name } },
    'nguyên nhân có thể | Kiosk hỏng',
    'likely cause | Kiosk out of order',
  ],
  ['membership', { splitOff: 9, number: 'SC-9', alerts: 2 }, 'tách thành SC-9 | ', 'split off as SC-9 | '],
  [
    'alert',
    { name, target: 'K001', condition: 'normal' },
    'Kiosk hỏng (K001) | đã hết',
    'Kiosk out of order (K001) | over',
  ],
  ['state', { move: 'wait', reason: 'power', on: 'EVN' }, 'tạm dừng | điện: EVN', 'waiting | power: EVN'],
  [
    'severity',
    { from: 'P3', to: 'P1', why: 'nhiều phường' },
    'đổi mức P3 → P1 | nhiều phường',
    'priority P3 → P1 | nhiều phường',
  ],
  [
    'severity',
    { move: 'announced', raised: 'P1', stays: 'P2' },
    'đã tăng mức: gọi ở mức P1; mức vẫn là P2 như đã đặt | ',
    'raised: calls as P1; rated P2 as before | ',
  ],
  [
    'alert',
    { silenced: 'shelved', name, target: 'K001', until: '2026-11-23T03:00:00+00:00', note: 'đang sửa' },
    'Kiosk hỏng (K001): tạm ẩn | đến 10:00:00 · đang sửa',
    'Kiosk out of order (K001): shelved | until 10:00:00 · đang sửa',
  ],
  [
    'task',
    { task: 1, text: 'Gọi', unit: '00004', done: true },
    'việc đã làm | Gọi · Ba Đình',
    'task done | Gọi · Ba Đình',
  ],
  ['attachment', { attachment: 3, name: 'a.png', removed: true }, 'bỏ tệp | a.png', 'file removed | a.png'],
  ['owner', { from: 'an', to: null }, 'trả lại, chưa ai nhận | ', 'released, nobody has it | '],
  ['note', { text: '<b>hẹn</b>' }, 'ghi chú | <b>hẹn</b>', 'note | <b>hẹn</b>'],
];

it.each(['vi', 'en'] as const)('a timeline is told in words of %s, the newest first', (language) => {
  const desk = {
    ...{ language, world: 'live', account: 'lan', words: dutyWordsOf(language) },
    ...{
      format: createFormat(language, 'Asia/Ho_Chi_Minh'),
      nameOf: (code: string) => (code === '00004' ? 'Ba Đình' : code),
    },
  };
  const told = entries.map(([kind, detail], id): TimelineEntry => ({
    id,
    at: '2026-11-23T02:00:00.000Z',
    by: 'an',
    kind,
    detail,
  }));
  const lines = sayEntries(desk, incidentsWords[language], told);
  expect(lines.map(({ what, text }) => `${what} | ${text}`).reverse()).toEqual(
    entries.map(([, , vi, en]) => (language === 'vi' ? vi : en)),
  );
});
