import { parseArgs } from 'node:util';
import type { RotasShown } from '#shared/wire/rota-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeRotas } from '../../people/describe-rotas.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Show who is on duty, now and through some days, with the gaps';
export const usage = `[ROTA] [--from INSTANT] [--days 7] [--json]
  --from  an instant with offset; from the beginning of its day`;

/** Shows it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      days: { type: 'string', default: '7' },
      json: { type: 'boolean', default: false },
    },
  });
  const [rota] = positionals;
  const asked = { rota, from: values.from, days: Number(values.days) };
  const shown = await askOwner<RotasShown>('duty', io, 'rota.show', asked);
  io.stdout.write(values.json ? `${JSON.stringify(shown, null, 2)}\n` : describeRotas(shown));
}
