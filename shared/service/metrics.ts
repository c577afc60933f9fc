import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Metrics of one process, for Prometheus. Labels are a few known words: never an id, an address or anything personal. */
export type Metrics = {
  readonly counter: <Label extends string>(name: string, help: string, labels?: readonly Label[]) => Counter<Label>;
  /** `read` is asked when the figure is fetched, so that keeping it costs nothing; undefined: not known now. */
  readonly gauge: (name: string, help: string, read: () => number | undefined) => void;
  /** A counter that is kept elsewhere and read when it is fetched. */
  readonly running: (name: string, help: string, read: () => number) => void;
  readonly histogram: (name: string, help: string, buckets: readonly number[]) => Histogram;
  /** Begins to watch the process itself: event loop, memory, collections, descriptors. */
  readonly watchProcess: () => void;
  readonly contentType: string;
  readonly text: () => Promise<string>;
};

/** Seconds from half a millisecond to a minute, two to three a tenfold. */
export const secondsBuckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

/** Makes an empty set of metrics; every name begins with `vonglau_`, and `process` tells whose they are. */
export function createMetrics(process: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  const registers = [registry];
  const full = (name: string): string => `vonglau_${name}`;
  return {
    counter: (name, help, labels = []) => new Counter({ name: full(name), help, labelNames: [...labels], registers }),
    gauge: (name, help, read) => {
      new Gauge({
        ...{ name: full(name), help, registers },
        collect() {
          const value = read();
          if (value === undefined) this.remove();
          else this.set(value);
        },
      });
    },
    running: (name, help, read) => {
      new Counter({
        ...{ name: full(name), help, registers },
        collect() {
          this.reset();
          this.inc(read());
        },
      });
    },
    histogram: (name, help, buckets) => new Histogram({ name: full(name), help, buckets: [...buckets], registers }),
    watchProcess: () => {
      // The loop's delay is sampled by a timer, whose interval is part of every figure: 20 ms is a quiet loop.
      collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
