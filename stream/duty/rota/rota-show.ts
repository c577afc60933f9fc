import { readRota, type OnDuty } from '#shared/duty/rota/rota.ts';
import { rotaSpans, type Span } from '#shared/duty/rota/rota-spans.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import { listRotas, type RotaRow } from '#shared/store/list-rotas.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Says } from '#shared/wire/duty.ts';
import { rotaShow, type RotasShown, type RotaSpan, type RotaView } from '#shared/wire/rota-commands.ts';
import { defineCommand } from '../commands/command.ts';

const dayMs = 86_400_000;

/** `rota.show`: who is on duty, now and through some days from the beginning of one; gaps are told as such. */
export const rotaShowCommand = defineCommand({
  verb: 'rota.show',
  repeat: 'any',
  needs: 'rota.see',
  body: rotaShow,
  act: async ({ rota, from, days }, { sql, now }) => {
    const timeZone = await readTimeZone(sql);
    const { dayOf, startOf } = civilCalendar(timeZone);
    const fromMs = startOf(dayOf(from === undefined ? now.getTime() : Date.parse(from)));
    const value = await showRotas(sql, { rota, timeZone, fromMs, toMs: fromMs + days * dayMs, now });
    if (rota !== undefined && value.rotas.length === 0) {
      return { answer: { ok: false, code: 'not-found', message: `there is no rota ${rota}; rota show shows all` } };
    }
    return { answer: { ok: true, value } };
  },
});

type Asked = {
  readonly rota?: string | undefined;
  readonly timeZone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly now: Date;
};

/** Every rota, or one, through a stretch of time. */
export async function showRotas(sql: Sql, { rota, timeZone, fromMs, toMs, now }: Asked): Promise<RotasShown> {
  const around = { from: new Date(Math.min(fromMs, now.getTime())), to: new Date(Math.max(toMs, now.getTime() + 1)) };
  const rows = await listRotas(sql, { ...around, ids: rota === undefined ? null : [rota] });
  const names = new Map((await listContacts(sql)).map(({ id, nameVi, nameEn }) => [id, { vi: nameVi, en: nameEn }]));
  const rotas = rows.map((row) => toView(row, { timeZone, fromMs, toMs, nowMs: now.getTime(), names }));
  return { at: now.toISOString(), timeZone, rotas };
}

type Seen = {
  readonly timeZone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly names: ReadonlyMap<string, Says>;
};

function toView(row: RotaRow, { timeZone, fromMs, toMs, nowMs, names }: Seen): RotaView {
  // Whom nobody knows any more cannot be called: that is a gap, whatever the layers say.
  const rota = readRota(row, timeZone);
  const known = { ...rota, at: (ms: number): OnDuty | null => keepKnown(rota.at(ms), names) };
  const spans = rotaSpans(known, fromMs, toMs).map((span) => toSpan(span, names));
  const [now] = rotaSpans(known, nowMs, nowMs + dayMs).map((span) => toSpan(span, names));
  const gapMs = spans.reduce(
    (sum, { contact, from, to }) => (contact === null ? sum + Date.parse(to) - Date.parse(from) : sum),
    0,
  );
  return {
    ...{ id: row.id, name: { vi: row.nameVi, en: row.nameEn }, version: row.version, layers: row.layers, spans },
    overrides: row.overrides.map(({ id, contact, by, ...span }) => ({
      ...{ id, contact, by, from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString() },
    })),
    now: now?.contact == null ? null : now,
    gapHours: Math.round(gapMs / 36_000) / 100,
  };
}

function keepKnown(who: OnDuty | null, names: ReadonlyMap<string, Says>): OnDuty | null {
  return who && names.has(who.contact) ? who : null;
}

function toSpan({ fromMs, toMs, who }: Span, names: ReadonlyMap<string, Says>): RotaSpan {
  return {
    ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), contact: who?.contact ?? null },
    ...{
      name: who ? (names.get(who.contact) ?? null) : null,
      layer: who?.layer ?? null,
      override: who?.override ?? null,
    },
  };
}
