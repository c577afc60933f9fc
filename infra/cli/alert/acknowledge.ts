import { parseArgs } from 'node:util';
import type { AlertActed, AlertSeen } from '#shared/wire/alert-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeAlerts } from '../../duty/describe-alerts.ts';
import { readDuration } from '../../duty/read-duration.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Say that you have an alert, for a while; then it comes back';
export const usage = `ALERT [--for 30m] [--note TEXT] [--json]
  ALERT  its number as vonglau alert list shows it`;

/** Acknowledges one as it stands now. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      ...{ for: { type: 'string', default: '30m' }, note: { type: 'string' } },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const alert = Number(positionals[0]);
  if (!Number.isInteger(alert) || positionals.length !== 1) throw new Error('name one alert by its number');
  const seen = await askOwner<AlertSeen>('duty', io, 'alert.see', { id: alert });
  const { alert: told } = await askOwner<AlertActed>('duty', io, 'alert.acknowledge', {
    ...{ alert, expectedVersion: seen.alert.version, forS: readDuration(values.for, 'for') },
    ...(values.note !== undefined && { note: values.note }),
  });
  io.stdout.write(values.json ? `${JSON.stringify(told, null, 2)}\n` : describeAlerts([told]));
}
