import { wallsDocument, type WallSettings } from '../wall-settings.ts';
import { parseSettings } from '../parse-settings.ts';
import type { PackProblem } from '../pack-problem.ts';

/** Reads `wall.yaml`; a city without one says nothing of its walls. */
export function parseWalls(document: unknown): { walls: readonly WallSettings[]; problems: PackProblem[] } {
  if (document === undefined || document === null) return { walls: [], problems: [] };
  const parsed = parseSettings('wall.yaml', wallsDocument, document);
  return 'value' in parsed ? { walls: parsed.value.walls, problems: [] } : { walls: [], problems: parsed.problems };
}
