import { endDrill, insertDrill, listDrills } from '#shared/store/drills.ts';
import { drillEnd, drillJudge, drillList, drillStart } from '#shared/wire/drill-commands.ts';
import { defineCommand } from './command.ts';

/** `drill.start`: an exercise is on; its world is made by whoever sends its events. */
const drillStartCommand = defineCommand({
  verb: 'drill.start',
  repeat: 'once',
  needs: 'drill.run',
  body: drillStart,
  act: async (wish, { sql, actor, now }) => {
    const isNew = await insertDrill(sql, { ...wish, startedBy: actor }, now);
    if (!isNew) {
      const message = `there is a drill ${wish.id} already; give this one another name`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    const [told] = await listDrills(sql, { limit: 1, id: wish.id });
    const { id, scenario, beginsAt } = wish;
    return { answer: { ok: true, value: told }, audit: { subject: `drill:${id}`, detail: { scenario, beginsAt } } };
  },
});

/** `drill.end`: judged as it stands, for good; the door takes nothing more for its world. */
const drillEndCommand = defineCommand({
  verb: 'drill.end',
  repeat: 'once',
  needs: 'drill.run',
  body: drillEnd,
  act: async ({ id }, { sql, actor, now }) => {
    const told = await endDrill(sql, { id, by: actor, at: now });
    if (!told) {
      const message = `there is no drill ${id} under way; vonglau drill list shows all`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const { met, expected, incident } = told.judgement;
    return {
      answer: { ok: true, value: told },
      audit: { subject: told.world, detail: { met, expected, incident } },
      publish: ['keys'],
    };
  },
});

/** `drill.list`: the newest first. */
const drillListCommand = defineCommand({
  verb: 'drill.list',
  repeat: 'any',
  needs: 'drill.see',
  body: drillList,
  act: async ({ limit }, { sql }) => ({ answer: { ok: true, value: await listDrills(sql, { limit }) } }),
});

/** `drill.judge`: how one went so far. */
const drillJudgeCommand = defineCommand({
  verb: 'drill.judge',
  repeat: 'any',
  needs: 'drill.see',
  body: drillJudge,
  act: async ({ id }, { sql }) => {
    const [told] = await listDrills(sql, { limit: 1, id });
    if (told) return { answer: { ok: true, value: told } };
    const message = `there is no drill ${id}; vonglau drill list shows all`;
    return { answer: { ok: false, code: 'not-found', message } };
  },
});

/** What the office does about drills. */
export const drillCommands = [drillStartCommand, drillEndCommand, drillListCommand, drillJudgeCommand] as const;
