import type { WallScene, WallSettings } from '#shared/locality/wall-settings.ts';
import { callsOut } from '../alerts/calls-out.ts';
import type { Matter } from '../alerts/summarise-alerts.ts';
import { followingNothing, nextFollowing, type Following } from './follow.ts';
import { nextTurn, type Turn } from './playlist.ts';

type Wish = Pick<WallSettings, 'playlist' | 'followS'> & {
  /** One scene for good; null: the playlist's. */
  readonly pinned: WallScene | null;
};

/** Which scene a wall shows, and what it follows, moment by moment. */
export class SceneClock {
  turn = $state.raw<Turn | null>(null);
  following = $state.raw<Following>(followingNothing);
  /** Nothing changes places while a critical matter calls for a person. */
  isHeld = $state.raw(false);
  nowMs = $state.raw(0);

  /** Moves on to `nowMs` of the screen's monotonic clock. */
  move(nowMs: number, matters: readonly Matter[], { playlist, followS, pinned }: Wish): void {
    this.nowMs = nowMs;
    this.isHeld = matters.some(callsOut);
    this.following = nextFollowing(this.following, matters, { nowMs, followS });
    const scenes = pinned === null ? playlist.scenes : [pinned];
    this.turn = nextTurn({ ...playlist, scenes }, this.turn, { nowMs, isHeld: this.isHeld });
  }
}
