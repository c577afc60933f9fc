import type { ReplayScreen } from '../replay/replays.ts';
import type { Opened, Sent } from './opened.ts';
import type { Screen } from './screen.ts';

/** A replay is of one screen, which is told why where it ends. */
const replayOver = 4010;

/** Where a replay's frames go: made in its own thread, written past ws as all are. */
export function toReplayScreen({ socket, stream }: Opened, screen: Screen, sent: Sent): ReplayScreen {
  return {
    takesDeflated: socket.extensions.includes('permessage-deflate'),
    write: (frame, onWritten) => {
      if (socket.readyState !== socket.OPEN) return;
      sent.frames++;
      sent.bytes += frame.length;
      stream.write(frame, onWritten);
    },
    end: (why) => {
      screen.close(replayOver, why);
    },
  };
}
