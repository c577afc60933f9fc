/**
 * What a roll-up row is about, apart from its bucket: `unit` '' is the city, `scope` an asset or '', `dim` `key=value` or
 * ''. One object per series of an index, so that it is a map's key without being written out.
 */
export type Series = {
  readonly world: string;
  readonly unit: string;
  readonly scope: string;
  readonly metric: string;
  readonly dim: string;
};

type PlaceSeries = {
  readonly total: Series;
  readonly assets: Map<string, Series>;
  /** By label key, then by its value. */
  readonly labels: Map<string, Map<string, Series>>;
};

/** The series of one metric in one world, found without building a key. */
export type MetricSeries = {
  /** The city's (unit '') or a unit's own series. */
  readonly total: (unit: string) => Series;
  readonly asset: (unit: string, asset: string) => Series;
  readonly label: (unit: string, key: string, value: string) => Series;
};

/** Finds or makes series. Grows with the series there are, not with events. */
export type SeriesIndex = (world: string, metric: string) => MetricSeries;

/** An empty index. Series of two indexes are never the same. */
export function createSeriesIndex(): SeriesIndex {
  const worlds = new Map<string, Map<string, MetricSeries>>();
  return (world, metric) => {
    let metrics = worlds.get(world);
    if (!metrics) worlds.set(world, (metrics = new Map<string, MetricSeries>()));
    let found = metrics.get(metric);
    if (!found) metrics.set(metric, (found = createMetricSeries(world, metric)));
    return found;
  };
}

function createMetricSeries(world: string, metric: string): MetricSeries {
  const places = new Map<string, PlaceSeries>();
  const placeOf = (unit: string): PlaceSeries => {
    let place = places.get(unit);
    if (!place) {
      const total = { world, unit, scope: '', metric, dim: '' };
      places.set(unit, (place = { total, assets: new Map(), labels: new Map() }));
    }
    return place;
  };
  return {
    total: (unit) => placeOf(unit).total,
    asset: (unit, asset) => {
      const { assets } = placeOf(unit);
      let series = assets.get(asset);
      if (!series) assets.set(asset, (series = { world, unit, scope: asset, metric, dim: '' }));
      return series;
    },
    label: (unit, key, value) => {
      const { labels } = placeOf(unit);
      let values = labels.get(key);
      if (!values) labels.set(key, (values = new Map<string, Series>()));
      let series = values.get(value);
      if (!series) values.set(value, (series = { world, unit, scope: '', metric, dim: `${key}=${value}` }));
      return series;
    },
  };
}
