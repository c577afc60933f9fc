import { listHandovers, readHandover } from '#shared/store/list-handovers.ts';
import { shiftSee, shiftShow, type ShiftShown } from '#shared/wire/shift-commands.ts';
import { defineCommand } from '../commands/command.ts';
import { readShift } from './read-shift.ts';

/** `shift.show`: what a handover would say now, the one on offer, and the last ones. */
export const shiftShowCommand = defineCommand({
  verb: 'shift.show',
  repeat: 'any',
  needs: 'shift.see',
  objectOf: ({ world }) => ({ world }),
  body: shiftShow,
  act: async ({ world }, { sql, now, duty }) => {
    const content = await readShift(sql, world, { now, worldNow: duty.nowOf(world) });
    const all = await listHandovers(sql, world);
    const open = all.find(({ state }) => state === 'offered');
    const offered = open ? ((await readHandover(sql, open.id)) ?? null) : null;
    const value: ShiftShown = { content, offered, past: all.filter(({ state }) => state !== 'offered') };
    return { answer: { ok: true, value } };
  },
});

/** `shift.see`: one that was handed over, as it was. */
export const shiftSeeCommand = defineCommand({
  verb: 'shift.see',
  repeat: 'any',
  needs: 'shift.see',
  body: shiftSee,
  act: async ({ id }, { sql }) => {
    const value = await readHandover(sql, id);
    if (value) return { answer: { ok: true, value } };
    return {
      answer: { ok: false, code: 'not-found', message: `there is no handover ${id}; shift show lists the last ones` },
    };
  },
});
