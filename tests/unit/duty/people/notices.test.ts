import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedFrom, contactLimits, type Left } from '#shared/duty/limits/contact-limits.ts';
import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import { isLostOnce, planAttempt, type Attempt, type Message } from '#shared/duty/notice/plan-attempt.ts';
import { sortOut, type Waiting } from '#shared/duty/notice/sort-out.ts';
import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import { withoutMarks, writeMessage } from '#shared/duty/notice/write-message.ts';
import type { ChannelKind } from '#shared/wire/notify-commands.ts';

const min = 60_000;
const nothingLeft = { left: [], leftByAll: new Map(), nowMs: 0 };

describe('limits of one person', () => {
  it('are never broken by whoever sends as soon as it may', () => {
    const wish = fc.record({
      channel: fc.constantFrom<ChannelKind>('sms', 'email', 'zalo'),
      grade: fc.constantFrom('alert' as const, 'status' as const, 'test' as const),
      afterMs: fc.integer({ min: 0, max: 4 * min }),
    });
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 120 }), (wishes) => {
        const left: Left[] = [];
        let nowMs = 0;
        for (const { channel, grade, afterMs } of wishes) {
          nowMs = allowedFrom({ channel, grade }, { left, leftByAll: [], nowMs: nowMs + afterMs });
          left.push({ channel, grade, atMs: nowMs });
        }
        for (const { channels, of, counts, most, withinMs } of contactLimits) {
          for (const [at, one] of left.entries()) {
            const ways = channels ?? [one.channel];
            if (!of.includes(one.grade) || !ways.includes(one.channel)) continue;
            const before = left
              .slice(0, at)
              .filter((other) => ways.includes(other.channel) && counts.includes(other.grade));
            expect(before.filter(({ atMs }) => atMs > one.atMs - withinMs).length).toBeLessThan(most);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are the figures of reference: 5 in 15 minutes, 11 in an hour, 21 in three', () => {
    const left: Left[] = [];
    let nowMs = 0;
    for (let sent = 0; sent < 22; sent += 1) {
      nowMs = allowedFrom({ channel: 'sms', grade: 'alert' }, { left, leftByAll: [], nowMs });
      left.push({ channel: 'sms', grade: 'alert', atMs: nowMs });
    }
    const minutes = left.map(({ atMs }) => atMs / min);
    expect(minutes.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 15, 16]);
    expect(minutes[11]).toBe(60);
    expect(minutes[21]).toBe(180);
    // Who must come is not kept waiting by a test or by news.
    const others: Left[] = [
      { channel: 'sms', grade: 'test', atMs: 0 },
      { channel: 'sms', grade: 'status', atMs: 0 },
    ];
    expect(allowedFrom({ channel: 'sms', grade: 'alert' }, { left: others, leftByAll: [], nowMs: 1 })).toBe(1);
  });
});

describe('a message', () => {
  const message: Message = { priority: 'P1', grade: 'alert', madeMs: 0, channels: ['sms', 'email'], attempts: [] };
  const failed = (channel: ChannelKind, endedMs: number, state: Attempt['state'] = 'failed'): Attempt => ({
    ...{ channel, state, endedMs },
  });

  it('is tried again, then by the next way, then by another person while it goes on each minute', () => {
    const attempts: Attempt[] = [];
    const story: string[] = [];
    for (let nowMs = 0; nowMs <= 200_000; nowMs += 1_000) {
      const plan = planAttempt({ ...message, attempts }, { ...nothingLeft, nowMs });
      if (plan.kind === 'send') {
        story.push(`${nowMs / 1_000} ${plan.channel}`);
        attempts.push(failed(plan.channel, nowMs));
        if (isLostOnce({ ...message, attempts })) story.push('lost');
      }
    }
    expect(story.slice(0, 7)).toEqual(['0 sms', '5 sms', '6 email', '11 email', 'lost', '71 sms', 'lost']);
    expect(planAttempt({ ...message, attempts }, { ...nothingLeft, nowMs: 7 * 3_600_000 }).kind).toBe('lost');
  });

  it('leaves out a way that refused, and is lost where there is none', () => {
    const attempts = [failed('sms', 0, 'refused')];
    expect(planAttempt({ ...message, attempts }, nothingLeft)).toEqual({ kind: 'send', channel: 'email' });
    const none = { ...message, channels: [] };
    expect(planAttempt(none, nothingLeft)).toEqual({ kind: 'lost', why: 'no_channel' });
    expect(isLostOnce(none)).toBe(true);
  });

  it('waits for a limit unless it is P1 and another way is free', () => {
    const left: Left[] = [{ channel: 'sms', grade: 'alert', atMs: 0 }];
    const known = { ...nothingLeft, left, nowMs: 10_000 };
    expect(planAttempt(message, known)).toEqual({ kind: 'send', channel: 'email' });
    expect(planAttempt({ ...message, priority: 'P2' }, known)).toEqual({ kind: 'wait', untilMs: min, why: 'limit' });
  });
});

describe('what waits for one contact', () => {
  it('is cut down to what is still news', () => {
    const waiting: Waiting[] = [
      { id: 1, subject: 'incident:1', reason: 'opened' },
      { id: 2, subject: 'incident:1', reason: 'escalated' },
      { id: 3, subject: 'incident:2', reason: 'opened' },
      { id: 4, subject: 'incident:2', reason: 'resolved' },
      { id: 5, subject: 'incident:3', reason: 'resolved' },
    ];
    const { keep, drop } = sortOut(waiting, new Set(['incident:3']));
    expect(keep.map(({ id }) => id)).toEqual([2, 5]);
    expect(drop.map(({ id }) => id)).toEqual([1, 3, 4]);
  });
});

describe('what a message says', () => {
  const says = (over: Partial<NoticeSays> = {}): NoticeSays => ({
    ...{
      reason: 'opened',
      priority: 'P2',
      number: 'SC-1001',
      path: '/incident/1001',
      isExercise: false,
    },
    title: { vi: 'Kiosk mất kết nối', en: 'Kiosks lost' },
    place: { vi: 'Phường Ba Đình', en: 'Ba Dinh Ward' },
    ...{ at: '2026-11-28T07:05:00.000Z', action: { vi: 'Gọi điểm phục vụ', en: 'Call the point' } },
    ...over,
  });
  const where = { origin: 'https://smart.example', timeZone: 'Asia/Ho_Chi_Minh' };

  it('is what, how grave, where, since when and where to look, the gravest first', () => {
    const text = writeMessage([says(), says({ number: 'SC-1002', priority: 'P1', path: '/incident/1002' })], where);
    expect(text.subject).toBe(
      '[Vọng Lâu] Sự cố mới. P1 SC-1002: Kiosk mất kết nối - Phường Ba Đình - 14:05 28/11 (+1)',
    );
    expect(text.short).toContain('https://smart.example/incident/1002');
    expect(text.full.indexOf('Gọi điểm phục vụ')).toBeLessThan(text.full.indexOf('Call the point'));
    expect(text.fields).toMatchObject({ ma: 'SC-1002', muc: 'P1 (+1)', luc: '14:05 28/11' });
    expect(withoutMarks('Sự cố mới ở Đống Đa…')).toBe('Su co moi o Dong Da...');
  });

  it('is marked in every form when it is an exercise, and short however many there are', () => {
    const many = Array.from({ length: 60 }, (_, at) => says({ number: `SC-${at}`, isExercise: true }));
    const text = writeMessage([says({ isExercise: true }), ...many], where);
    for (const form of [text.subject, text.short, text.full, text.fields.muc]) expect(form).toContain('DIỄN TẬP');
    expect(text.short.length).toBeLessThan(480);
    expect(text.short).toContain('và 58 việc khác');
  });

  it('holds nobody’s number, plate or address', () => {
    expect(strikePersonal('Chị Lan 0912 345 678 báo xe 29A-123.45 kẹt, CCCD 001203004567, lan.nguyen@mail.vn')).toBe(
      'Chị Lan ••• báo xe ••• kẹt, CCCD •••, •••',
    );
    expect(strikePersonal('14 kiosk, 3 điểm, SC-1042, 28/11/2026 14:05')).toBe(
      '14 kiosk, 3 điểm, SC-1042, 28/11/2026 14:05',
    );
  });
});
