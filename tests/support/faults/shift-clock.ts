import { readFileSync } from 'node:fs';

// Loaded into a process before its own code (NODE_OPTIONS=--import): its wall clock is off by as many milliseconds as
// the file CLOCK_SHIFT_FILE says, read ten times a second. Timers and the monotonic clock go on as they are.

const file = process.env.CLOCK_SHIFT_FILE ?? '';
const TrueDate = Date;
let shiftMs = 0;

class ShiftedDate extends TrueDate {
  constructor(...args: readonly unknown[]) {
    if (args.length === 0) super(ShiftedDate.now());
    else super(...(args as [number]));
  }

  static override now(): number {
    return TrueDate.now() + shiftMs;
  }
}

setInterval(() => {
  try {
    shiftMs = Number(readFileSync(file, 'utf8'));
  } catch {
    shiftMs = 0;
  }
}, 100).unref();
globalThis.Date = ShiftedDate as DateConstructor;
