/** What is forecast: people waiting, their wait in ms, or a KPI's value at the end of a month. */
export type ErrorKind = 'queue-length' | 'queue-wait' | `kpi:${string}`;

/**
 * How far forecasts of one kind and horizon were off: of one subject, or of all (`''`). `horizon`: minutes ahead, of a KPI
 * days left. `inside`: how often what came lay in the interval told; null where none was.
 */
export type ForecastError = {
  readonly kind: ErrorKind;
  readonly subject: string;
  readonly horizon: number;
  readonly n: number;
  readonly mae: number;
  readonly maeNaive: number;
  /** How often the forecast, and how often the naive one, was nearer; the rest were equally near. */
  readonly wins: number;
  readonly losses: number;
  readonly inside: number | null;
};

/** One forecast, the naive one, and what came. */
export type Trial = {
  readonly kind: ErrorKind;
  readonly subject: string;
  readonly horizon: number;
  readonly forecast: number;
  readonly naive: number;
  readonly actual: number;
  readonly interval?: readonly [low: number, high: number];
};

/** Both are shown in whole people and whole minutes; what lies nearer than that is not told apart. */
const shownUnit: Readonly<Record<string, number>> = { 'queue-length': 1, 'queue-wait': 60_000 };

/** Sums trials up: for each subject, and for all of them (`''`) where there are several. */
export function sumTrials(trials: readonly Trial[]): ForecastError[] {
  const subjects = new Set(trials.map(({ subject }) => subject));
  const all = subjects.size > 1 ? trials.map((trial) => ({ ...trial, subject: '' })) : [];
  const groups = Map.groupBy([...all, ...trials], ({ kind, subject, horizon }) => `${kind} ${subject} ${horizon}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    return first ? [sumOne(first, own)] : [];
  });
}

function sumOne({ kind, subject, horizon }: Trial, own: readonly Trial[]): ForecastError {
  const unit = shownUnit[kind];
  const shown = (value: number): number => (unit === undefined ? value : Math.round(value / unit));
  const near = own.map(({ forecast, naive, actual }) => {
    const [one, other] = [forecast, naive].map((value) => Math.abs(shown(value) - shown(actual)));
    return Math.sign((other ?? 0) - (one ?? 0));
  });
  const mean = (of: (trial: Trial) => number): number => own.reduce((sum, trial) => sum + of(trial), 0) / own.length;
  const told = own.flatMap(({ interval, actual }) => (interval ? [{ interval, actual }] : []));
  return {
    ...{ kind, subject, horizon, n: own.length },
    mae: mean(({ forecast, actual }) => Math.abs(forecast - actual)),
    maeNaive: mean(({ naive, actual }) => Math.abs(naive - actual)),
    wins: near.filter((sign) => sign > 0).length,
    losses: near.filter((sign) => sign < 0).length,
    inside:
      told.length === own.length
        ? told.filter(({ interval: [low, high], actual }) => actual >= Math.floor(low) && actual <= Math.ceil(high))
            .length
        : null,
  };
}
