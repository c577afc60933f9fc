import type { WallScene } from '#shared/locality/wall-settings.ts';
import type { CityView } from '../../city/city-view.ts';
import type { MapQuestion } from '../../map/questions/map-question.ts';

/** What the map answers while a scene is shown. */
export function sceneQuestion(scene: WallScene, { assets }: Pick<CityView, 'assets'>): MapQuestion {
  switch (scene) {
    case 'points':
      return 'waiting';
    case 'parking':
      return 'parking';
    case 'hotline': {
      // A call does not tell where the caller is: with one hotline for all, what is reported there has a place, and calls have none.
      const units = new Set(assets.flatMap(({ kind, unit }) => (kind === 'hotline' ? [unit] : [])));
      return units.size > 1 ? 'calls' : 'reports';
    }
    case 'city':
    case 'records':
      return 'state';
  }
}
