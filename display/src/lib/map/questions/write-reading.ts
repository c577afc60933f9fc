import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import type { Format } from '../../format/create-format.ts';
import type { UnitShade } from '../shades.ts';
import type { MapQuestion } from './map-question.ts';
import type { UnitReading } from './unit-reading.ts';

/** What is asked, so far as it decides how a value is written. */
export type Asked = { readonly question: MapQuestion; readonly kpi: KpiId };

/** A value as people read it: `23 phút`, `72,5 %`, `1.234`. */
export function writeValue(value: number, { question, kpi }: Asked, format: Format): string {
  switch (question) {
    case 'waiting':
      return writeDuration(value, format);
    case 'parking':
    case 'cash':
      return `${format.percent(value)} %`;
    case 'kpi':
      if (kpiUnits[kpi] === 'share') return `${format.percent(value)} %`;
      return kpiUnits[kpi] === 'ms' ? writeDuration(value / 1_000, format) : format.whole(value);
    case 'calls':
    case 'reports':
    case 'state':
      return format.whole(value);
  }
}

/** What the map says of each unit. Where there is nothing to ask of, it says nothing. */
export function toShades(readings: readonly UnitReading[], asked: Asked, format: Format): Map<string, UnitShade> {
  return new Map(
    readings.map(({ unit, value, reason, shade }) => {
      const text = value === null ? (reason === 'none-there' ? '' : '—') : writeValue(value, asked, format);
      return [unit, { shade, text }];
    }),
  );
}

function writeDuration(seconds: number, format: Format): string {
  const { value, unit } = format.duration(seconds);
  return `${value} ${unit}`;
}
