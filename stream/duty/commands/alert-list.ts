import { listAlerts } from '#shared/store/list-alerts.ts';
import { readAlertPast } from '#shared/store/read-alert-past.ts';
import { readAlertViews } from '#shared/store/read-alert-views.ts';
import { alertList, alertSee, type AlertSeen } from '#shared/wire/alert-commands.ts';
import { defineCommand } from './command.ts';

/** `alert.list`: alerts of a world; an account of a unit names its unit. */
export const alertListCommand = defineCommand({
  verb: 'alert.list',
  repeat: 'any',
  needs: 'alert.see',
  objectOf: ({ world, unit = null }) => ({ world, unit }),
  body: alertList,
  act: async (wish, { sql }) => ({ answer: { ok: true, value: await listAlerts(sql, wish) } }),
});

/** `alert.see`: one alert with all that became of it. */
export const alertSeeCommand = defineCommand({
  verb: 'alert.see',
  repeat: 'any',
  needs: 'alert.see',
  objectOf: ({ unit = null }) => ({ unit }),
  body: alertSee,
  act: async ({ id, unit }, { sql }) => {
    const [alert] = await readAlertViews(sql, { ids: [id] });
    if (!alert || (unit !== undefined && alert.labels.unit !== unit)) {
      const message = `there is no alert ${id}${unit === undefined ? '' : ` of ${unit}`}`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const value: AlertSeen = { alert, ...(await readAlertPast(sql, id)) };
    return { answer: { ok: true, value } };
  },
});
