import { setWorld } from '#shared/store/set-world.ts';
import { worldSet } from '#shared/wire/commands.ts';
import { defineCommand } from './command.ts';

/**
 * `world.set`: makes a world or moves its clock. The driver of a replay sends it every few seconds, so a move leaves no
 * trail and no memory of its id: the last one sent is how the clock runs. Making a world is in the trail.
 */
export const worldSetCommand = defineCommand({
  verb: 'world.set',
  repeat: 'any',
  needs: 'world.set',
  body: worldSet,
  fault: ({ world }) => (world === 'live' ? 'world: live runs by the real clock and cannot be set' : undefined),
  act: async (clock, { sql }) => {
    const done = await setWorld(sql, clock);
    return {
      answer: { ok: true, value: clock },
      ...(done === 'created' && { audit: { subject: clock.world, detail: { ...clock } } }),
      ...(done !== 'unchanged' && { publish: ['worlds'] as const }),
    };
  },
});
