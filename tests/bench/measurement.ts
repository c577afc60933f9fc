/** What a measurement found: flat names, plain numbers (units in the names); written to `--json` as they are. */
export type Figures = Readonly<Record<string, number>>;

/** What a measurement may use while it runs. */
export type BenchPorts = {
  /** Names figures that cannot be had here (no disk, say): the run goes on without them, says so at its end, and has failed. */
  readonly missing: (figures: readonly string[]) => void;
  /** One line of progress, shown at once. */
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
  /** Small sizes, to see that everything works; the figures mean nothing. */
  readonly quick: boolean;
  /** Where the system's processes leave their CPU profiles when they end; they are slower then. */
  readonly profileDir?: string;
  /** Simulated days, where a city is simulated. */
  readonly days?: number;
};

/**
 * One entry of `npm run bench -- --only NAME`. It starts what it needs, verifies what was stored, takes down what it
 * started, and throws when a result is wrong: a fast wrong answer is no figure.
 */
export type Measurement = {
  readonly name: string;
  readonly about: string;
  /** About how long it takes on two cores. */
  readonly minutes: number;
  readonly run: (ports: BenchPorts) => Promise<Figures>;
};
