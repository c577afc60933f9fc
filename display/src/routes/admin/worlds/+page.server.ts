import { listWorldSizes } from '#shared/store/list-world-sizes.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readWorldClock, worldKind } from '#shared/wire/world.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const { pool } = resources();
  const now = new Date();
  const page = readPage(url);
  const text = (url.searchParams.get('find') ?? '').slice(0, 64).toLowerCase();
  const [sizes, clocks] = await Promise.all([listWorldSizes(pool, now), listWorlds(pool)]);
  const found = sizes.filter(({ world }) => world.includes(text));
  const worlds = found.slice((page - 1) * pageRows, page * pageRows).map(({ firstHour, lastHour, ...size }) => {
    const clock = clocks.find(({ world }) => world === size.world);
    const isKept = clock !== undefined || size.world === 'live';
    const reading = isKept ? readWorldClock(clock, now.getTime()) : null;
    return {
      ...{ ...size, kind: worldKind(size.world), isTried: size.world.startsWith('sim:try-') },
      clock: reading && { at: new Date(reading.nowMs).toISOString(), speed: reading.speed },
      ...{ firstHour: firstHour?.toISOString() ?? null, lastHour: lastHour?.toISOString() ?? null },
    };
  });
  return { page, text, worlds, total: found.length };
};
