import { describe, expect, test } from 'vitest';
import type { DeliveryView, NoticeView } from '#shared/wire/notify-commands.ts';
import { foldNotices } from '../../../display/src/lib/duty/detail/fold-notices.ts';
import { writeAttempts } from '../../../display/src/lib/duty/detail/write-attempts.ts';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';

function aTry(id: number, change: Partial<DeliveryView> = {}): DeliveryView {
  const startedAt = `2026-11-23T02:00:${String(id).padStart(2, '0')}.000Z`;
  return { id, channel: 'sms', state: 'failed', startedAt, endedAt: null, answer: null, bundled: 1, ...change };
}

function aNotice(id: number, attempts: readonly DeliveryView[], change: Partial<NoticeView> = {}): NoticeView {
  const at = '2026-11-23T02:00:00.000Z';
  return {
    ...{ id, world: 'live', incident: 7, alert: null, number: 'SC-7', reason: 'opened', priority: 'P1' },
    ...{ isExercise: false, step: 0, round: 0, contact: 'an', contactName: null, state: 'sent', why: null },
    ...{ at, madeAt: at, dueAt: at, settledAt: at, attempts },
    ...change,
  };
}

const context = { format: createFormat('vi', 'Asia/Ho_Chi_Minh'), language: 'vi' } as const;
const said = (notices: readonly NoticeView[]) => foldNotices(notices).map((line) => writeAttempts(context, line));

describe('who was told of an incident', () => {
  test('each attempt with when, by which channel and what came of it, in order', () => {
    const failedOver = [aTry(2, { channel: 'email', state: 'sent' }), aTry(1, { answer: '550 an@example.org' })];
    expect(said([aNotice(1, failedOver), aNotice(2, [], { contact: 'binh', state: 'waiting' })])).toEqual([
      ['09:00:01 SMS: lỗi', '09:00:02 E-mail: đến'],
      [],
    ]);
  });

  test('what left in one message was tried once; of many attempts the last four, and how many there were before', () => {
    const shared = aTry(1, { state: 'sent', bundled: 2 });
    expect(said([aNotice(1, [shared]), aNotice(2, [shared])])).toEqual([['09:00:01 SMS: đến']]);
    const many = Array.from({ length: 7 }, (_, at) => aTry(at + 1));
    const [line = []] = said([aNotice(1, many.slice(0, 3)), aNotice(2, many.slice(3))]);
    expect(line).toHaveLength(5);
    expect([line[0], line[1], line[4]]).toEqual(['3 lần gửi trước đó', '09:00:04 SMS: lỗi', '09:00:07 SMS: lỗi']);
  });
});
