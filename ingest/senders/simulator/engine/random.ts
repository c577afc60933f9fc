/**
 * A stream of chance that is the same for the same seed on every machine. `fork` gives a stream that depends on the
 * seed and the names alone, so that one part's draws never move another's.
 */
export type Random = {
  /** At least 0, less than 1. */
  unit(): number;
  /** A whole number from 0, less than `lessThan`. */
  int(lessThan: number): number;
  exponential(mean: number): number;
  normal(mean: number, sd: number): number;
  /** Half lie below `median`; `sigma` is the standard deviation of the logarithm. */
  lognormal(median: number, sigma: number): number;
  poisson(mean: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** One of a list by weights that are not negative and not all zero. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  chance(p: number): boolean;
  fork(name: string): Random;
};

/** Above this the Poisson distribution is drawn as a rounded normal one. */
const poissonNormalFrom = 60;

/** A stream of its own for a seed. */
export function createRandom(seed: string): Random {
  const unit = createUnit(seed);
  const exponential = (mean: number): number => -mean * Math.log(1 - unit());
  const normal = (mean: number, sd: number): number =>
    mean + sd * Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  return {
    unit,
    int: (lessThan) => Math.floor(unit() * lessThan),
    exponential,
    normal,
    lognormal: (median, sigma) => median * Math.exp(normal(0, sigma)),
    poisson: (mean) => {
      if (mean > poissonNormalFrom) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))));
      const floor = Math.exp(-mean);
      let count = 0;
      for (let product = unit(); product > floor; product *= unit()) count += 1;
      return count;
    },
    pick: (list) => {
      if (list.length === 0) throw new RangeError('random.pick: the list is empty');
      return list[Math.floor(unit() * list.length)] as (typeof list)[number];
    },
    weighted: (list) => {
      let left = unit() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      throw new RangeError('random.weighted: no weight is above zero');
    },
    chance: (p) => unit() < p,
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** The generator sfc32 on a state hashed from the seed, its first draws thrown away. */
function createUnit(seed: string): () => number {
  let a = hash(seed, 0x9e3779b9);
  let b = hash(seed, 0x243f6a88);
  let c = hash(seed, 0xb7e15162);
  let counter = 1;
  const unit = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let draw = 0; draw < 16; draw += 1) unit();
  return unit;
}

/** FNV-1a over the UTF-16 units, then mixed (the last steps of MurmurHash3). */
function hash(text: string, basis: number): number {
  let value = basis;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
