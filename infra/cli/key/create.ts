import { parseArgs } from 'node:util';
import { readAddresses } from '#shared/service/addresses.ts';
import type { KeyCreate, KeyCreated } from '#shared/wire/commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { curlExample } from '../../office/curl-example.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Make a key with which a source may send events';
export const usage = `--source URN --kinds KIND,… --assets CODE,… [--world live] [--rate N] [--days N] [--allowance N] [--json]
  --source     what its events name as source, or the beginning of it, such as urn:hanoi:kiosks
  --kinds      kinds of events it may send, such as kiosk,ticket
  --assets     assets it may speak for; K* stands for every code that begins with K
  --world      live, sim:<run>, replay:<run> or drill:<id>
  --rate       events a second it may go on sending (1000)
  --days       days until it expires (365)
  --allowance  how many days old an event may be when it arrives (35)
  The token is shown once. To change over to a new key, make a second one, then revoke the first.`;

const options = {
  source: { type: 'string' },
  world: { type: 'string', default: 'live' },
  kinds: { type: 'string' },
  assets: { type: 'string' },
  rate: { type: 'string' },
  days: { type: 'string' },
  allowance: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Makes the key and shows its token. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options });
  const { source, kinds, assets } = values;
  if (!source || !kinds || !assets) {
    throw new Error('--source, --kinds and --assets are needed; vonglau key create --help tells more');
  }
  const key: KeyCreate = {
    source,
    world: values.world,
    kinds: kinds.split(','),
    assets: assets.split(','),
    ...(values.rate !== undefined && { ratePerS: Number(values.rate) }),
    ...(values.days !== undefined && { validD: Number(values.days) }),
    ...(values.allowance !== undefined && { allowanceD: Number(values.allowance) }),
  };
  const created = await askOwner<KeyCreated>('office', io, 'key.create', key);
  if (values.json) {
    io.stdout.write(`${JSON.stringify(created, null, 2)}\n`);
    return;
  }
  const { publicUrl } = readAddresses(io.env);
  const example = curlExample({ publicUrl, token: created.token, key, now: new Date() });
  io.stdout.write(
    `Key ${created.kid} for ${source} in ${key.world}, valid until ${created.expiresAt}.\n\n` +
      `Token, shown this once:\n  ${created.token}\n\nTry it:\n  ${example}\n`,
  );
}
