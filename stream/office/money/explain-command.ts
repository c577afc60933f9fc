import { insertExplanation } from '#shared/store/money-explanations.ts';
import { listClosings } from '#shared/store/money-closings.ts';
import { nextDay } from '#shared/time/next-day.ts';
import { moneyExplain } from '#shared/wire/money-commands.ts';
import { defineCommand } from '../commands/command.ts';
import { readDayNow } from './read-steady-day.ts';

/** `money.explain`: says why there is a difference. What was said before stays; the last word stands while the amount does. */
export const moneyExplainCommand = defineCommand({
  verb: 'money.explain',
  repeat: 'once',
  needs: 'money.close',
  objectOf: ({ world }) => ({ world }),
  body: moneyExplain,
  act: async ({ world, day, difference, amountVnd, words }, { sql, now, actor }) => {
    const closings = await listClosings(sql, { world, from: day, to: nextDay(day) });
    const held = closings.find(({ state }) => state === 'proposed' || state === 'closed');
    if (held) {
      return {
        answer: { ok: false, code: 'conflict', message: `day: ${day} is ${held.state}; its explanations stand` },
      };
    }
    const read = await readDayNow(sql, { world, day }, now);
    if ('fault' in read) return { answer: { ok: false, code: 'conflict', message: read.fault } };
    const found = read.account.differences.find(({ key }) => key === difference);
    if (!found) return { answer: { ok: false, code: 'not-found', message: `there is no difference ${difference}` } };
    if (found.amountVnd !== amountVnd) {
      const message = `the difference is ${found.amountVnd} đồng by now; look at it again`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    await insertExplanation(sql, { world, day, difference, amountVnd, words, by: actor, at: now });
    const detail = { world, difference, amountVnd, words };
    return { answer: { ok: true, value: { difference } }, audit: { subject: `money.day:${day}`, detail } };
  },
});
