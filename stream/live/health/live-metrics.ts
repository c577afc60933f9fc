import type { Metrics } from '#shared/service/metrics.ts';
import type { LogLag } from '#shared/service/read-lag.ts';
import type { PushServer } from '../push/push-server.ts';
import type { LiveState } from '../state/live-state.ts';
import type { Mirror } from '../state/mirror.ts';
import type { RunningState } from '../state/run-state.ts';

type Read = {
  readonly lag: () => LogLag | undefined;
  readonly live: LiveState;
  readonly state: RunningState;
  readonly mirror: Mirror;
  readonly push: PushServer;
};

/** Declares live's metrics. Every one is read when it is fetched. */
export function declareLiveMetrics(metrics: Metrics, { lag, live, state, mirror, push }: Read): void {
  metrics.gauge('live_screens', 'Screens connected', () => push.screens);
  metrics.gauge(
    'live_screens_behind',
    'Screens owed what they could not be sent, merged until they drain',
    () => push.screensBehind,
  );
  metrics.running('live_screens_cut_total', 'Screens cut because they did not drain', () => push.sent.cutScreens);
  metrics.running('live_frames_sent_total', 'Messages sent to screens', () => push.sent.frames);
  metrics.running('live_sent_bytes_total', 'Bytes sent to screens', () => push.sent.bytes);
  metrics.running(
    'live_poison_total',
    'Events passed over because they are not what the door writes',
    () => live.poison,
  );
  metrics.running('live_missing_frames_total', 'Frames gone from the log before they were read', state.missingFrames);
  metrics.gauge('live_place_frames', 'The last frame folded', () => live.seq);
  metrics.gauge('live_lag_frames', 'Frames of the log not folded yet', () => lag()?.frames);
  metrics.gauge('live_lag_seconds', 'Age of the oldest frame not folded yet', () => lag()?.seconds);
  metrics.gauge('live_checkpoint_age_seconds', 'Time without a checkpoint of what was folded', state.checkpointAgeS);
  metrics.gauge('live_mirror_lag_seconds', 'Time since the mirror was last whole', () => mirror.lagS);
}
