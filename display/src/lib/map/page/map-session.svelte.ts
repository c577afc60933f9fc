import type { KpiAnswer } from '#shared/kpi/answer.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import type { AssetKind } from '#shared/events/kind.ts';
import type { CityAsset, CityView } from '../../city/city-view.ts';
import type { Format } from '../../format/create-format.ts';
import { kindsOf, shownAtFirst, withKind } from '../questions/drawn-kinds.ts';
import { countsAsked, type MapQuestion } from '../questions/map-question.ts';
import { readKpis } from '../questions/read-kpis.ts';
import { readUnits, type Answer } from '../questions/read-units.ts';
import { kpiScale } from '../questions/scales.ts';
import { toShades } from '../questions/write-reading.ts';
import type { MapTarget } from '../map-target.ts';
import { WallMap } from '../wall-map.ts';
import { followKpi } from './follow-kpi.ts';
import { toDataUrl } from './to-data-url.ts';
import { MapScreen } from './map-screen.svelte.ts';

/** What the map is asked to show, as its address says it. */
export type MapView = { readonly question: MapQuestion; readonly kpi: KpiId; readonly narrowed: string };

/** The map page: what is asked, what the feed or the ledger answers, and what somebody pointed at. */
export class MapSession {
  view = $state.raw<MapView>({ question: 'state', kpi: 'wait_p90', narrowed: '' });
  /** Kinds of assets that are drawn; beside an answer by unit none is, until somebody asks. */
  shown = $state.raw<readonly AssetKind[]>([]);
  chosen = $state.raw<MapTarget | null>(null);
  kpis = $state.raw<readonly KpiAnswer[] | null>(null);
  hasKpiFailed = $state(false);
  /** A moment that is held to be compared with now: its picture, as a data address. */
  held = $state.raw<{ readonly picture: string; readonly atMs: number } | null>(null);
  readonly screen: MapScreen;
  readonly map: WallMap;
  readonly #city: CityView;
  /** The kinds the question is about. */
  readonly kinds: readonly AssetKind[] = $derived.by(() => kindsOf(this.#city, this.view.question));
  /** The answer by unit; null where the question has none. */
  readonly answer: Answer | null = $derived.by(() => this.#answerNow());
  /** The assets that are drawn. */
  readonly assets: readonly CityAsset[] = $derived.by(() => this.#drawnNow());
  /** The values by which a count may be narrowed, the most frequent first. */
  readonly narrowings: readonly string[] = $derived.by(() => this.#narrowingsNow());

  constructor(city: CityView, view: MapView) {
    this.#city = city;
    this.view = view;
    this.map = new WallMap(city, {
      onPick: (target) => {
        this.choose(target);
      },
      // A picture shows one view; seen from elsewhere it would say something false.
      onMove: () => {
        this.letGo();
      },
    });
    this.map.show(view.question);
    this.shown = shownAtFirst(city, view.question);
    this.screen = new MapScreen(city, (change) => {
      this.map.apply(change);
    });
  }

  ask(view: MapView): void {
    if (view.question !== this.view.question) {
      this.shown = shownAtFirst(this.#city, view.question);
      this.map.show(view.question);
    }
    this.letGo();
    this.view = view;
  }

  turnKind(kind: AssetKind, isShown: boolean): void {
    const shown = withKind(this.shown, kind, isShown);
    this.shown = shown;
    this.map.showKinds(shown);
  }

  choose(target: MapTarget | null): void {
    this.chosen = target;
    this.map.select(target);
  }

  /** Keeps the map as it is now beside what becomes of it. */
  async hold(): Promise<void> {
    const atMs = this.screen.moment?.nowMs;
    const picture = await this.map.snapshot();
    if (picture && typeof atMs === 'number') this.held = { picture: await toDataUrl(picture), atMs };
  }

  letGo(): void {
    if (this.held) this.held = null;
  }

  /** Reads the KPI that is asked for while it is; returns how to stop. */
  followKpi(world: string): (() => void) | undefined {
    const { question, kpi } = this.view;
    this.kpis = null;
    this.hasKpiFailed = false;
    if (question !== 'kpi') return undefined;
    return followKpi(kpi, world, (answers) => {
      this.hasKpiFailed = answers === null;
      if (answers) this.kpis = answers;
    });
  }

  /** Draws the answer on the map. */
  draw(format: Format): void {
    this.map.setUnitValues(this.answer ? toShades(this.answer.readings, this.view, format) : null);
  }

  #answerNow(): Answer | null {
    const { question, narrowed } = this.view;
    if (question === 'state') return null;
    if (question === 'kpi') return { readings: readKpis(this.#city, this.kpis ?? []), scale: kpiScale };
    const { moment } = this.screen;
    return moment ? readUnits(question, this.#city, moment, narrowed) : null;
  }

  #drawnNow(): readonly CityAsset[] {
    return this.#city.assets.filter(({ kind }) => this.shown.includes(kind));
  }

  #narrowingsNow(): readonly string[] {
    const { question } = this.view;
    if ((question !== 'calls' && question !== 'reports') || !this.screen.moment) return [];
    const { metric, dim } = countsAsked[question];
    const rows = [...this.screen.moment.state.counts.values()].filter(
      ([, , unit, , of, value]) => unit === '' && of === metric && value.startsWith(`${dim}=`),
    );
    return rows.sort((a, b) => b[6] - a[6]).map((row) => row[5].slice(dim.length + 1));
  }
}
