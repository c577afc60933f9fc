import { savePackPart } from '#shared/store/pack-uploads.ts';
import { packUpload } from '#shared/wire/pack-commands.ts';
import { defineCommand } from './command.ts';

/** `pack.upload`: keeps a part of a pack until `pack.diff` or `pack.import` asks for the whole of it. */
export const packUploadCommand = defineCommand({
  verb: 'pack.upload',
  repeat: 'any',
  needs: 'pack.import',
  body: packUpload,
  act: async ({ upload, part, data }, { sql, now }) => {
    await savePackPart(sql, { upload, part, bytes: Buffer.from(data, 'base64'), at: now });
    return { answer: { ok: true, value: { part } } };
  },
});
