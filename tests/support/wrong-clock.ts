import { readFileSync } from 'node:fs';

/*
 * Preloaded into a process (`NODE_OPTIONS=--import=…`): its wall clock is off by the seconds in the file `WRONG_CLOCK` names,
 * from when they are written there until they are not. What runs monotonic goes right, as on a machine whose clock is off.
 */
const { WRONG_CLOCK } = process.env;
const RightDate = Date;
let offsetMs = 0;

setInterval(() => {
  offsetMs = readOffsetMs();
}, 200).unref();

globalThis.Date = new Proxy(RightDate, {
  construct: (target, args: readonly unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now() + offsetMs] : args, newTarget) as Date,
  get: (target, name) => (name === 'now' ? () => target.now() + offsetMs : Reflect.get(target, name)) as unknown,
});

function readOffsetMs(): number {
  try {
    return Number(readFileSync(WRONG_CLOCK ?? '', 'utf8')) * 1_000 || 0;
  } catch {
    return 0;
  }
}
