import { formulas } from '#shared/kpi/formulas/formulas.ts';
import { subjectOf, unitsIn } from '#shared/kpi/ledger/unit-sets.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { insertExclusion } from '#shared/store/insert-exclusion.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { exclusionPropose } from '#shared/wire/kpi-commands.ts';
import { defineCommand } from './command.ts';
import { toTold, unitOf } from './exclusion-told.ts';

/** `exclusion.propose`: it changes no figure until another person approves it. */
export const exclusionProposeCommand = defineCommand({
  verb: 'exclusion.propose',
  repeat: 'once',
  needs: 'exclusion.propose',
  objectOf: ({ unitSet, world }) => ({ unit: unitOf(unitSet), world }),
  body: exclusionPropose,
  fault: ({ from, to, kpis, unitSet }) => {
    if (Date.parse(from) >= Date.parse(to)) return 'to: must be later than from';
    const ofCity = kpis.filter((kpi) => formulas.some((formula) => formula.kpi === kpi && formula.level === 'city'));
    if (ofCity.length > 0 && unitSet !== 'all') return `unitSet: ${ofCity.join(', ')} are of the whole city; write all`;
    return undefined;
  },
  act: async ({ from, to, ...wish }, { sql, now, actor }) => {
    const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
    const ledger = await readLedger(sql, wish.world);
    const units = unitsIn(ledger, subjectOf(wish.unitSet), civilCalendar(ledger.timeZone).dayOf(fromMs));
    const isKnown = units === null || units?.some((unit) => ledger.units.some(({ code }) => code === unit));
    if (!isKnown) {
      const message = `unitSet: no unit was ${wish.unitSet} at that time`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const row = await insertExclusion(sql, { ...wish, fromMs, toMs, proposedBy: actor, proposedAt: now });
    const value = toTold(row);
    return { answer: { ok: true, value }, audit: { subject: `exclusion:${row.id}`, detail: { ...value } } };
  },
});
