import { tick } from 'svelte';
import { fill } from '../docs/docs-words.ts';
import type { CityView } from '../city/city-view.ts';
import { ActDesk } from './acts/act-desk.svelte.ts';
import { actsOfRow, type RowAct } from './acts/acts-of-row.ts';
import type { DutyWish } from './acts/duty-wish.ts';
import { wishOf, type Filled } from './acts/wish-of.ts';
import type { News } from './announce.ts';
import type { DeskContext } from './desk-context.ts';
import { DutyScreen } from './duty-screen.svelte.ts';
import { readDetail } from './detail/row-detail.ts';
import { writeAlertPast, writeEntries } from './detail/write-entry.ts';
import type { KeyAct } from './keys/key-act.ts';
import { followLoad, type LoadReport } from './load/load-report.ts';
import { DutyMap } from './map/duty-map.ts';
import type { QueueRow } from './queue/queue-row.ts';
import { writeName, writePlace, writeTitle } from './queue/write-row.ts';
import { readOnlyWhy } from './read-only.ts';
import { DeskSound } from './sound/desk-sound.svelte.ts';

/** What the desk is asking the person for. */
export type Asking =
  | { readonly kind: 'act'; readonly act: RowAct; readonly row: QueueRow }
  | { readonly kind: 'open'; readonly spot: { readonly lon: number; readonly lat: number } | null }
  | { readonly kind: 'help' };

type Rights = { readonly mayAct: boolean; readonly mayOpen: boolean };

/** Acts that need words before they are sent. */
const asksFirst: readonly RowAct[] = ['wait', 'resolve', 'reopen', 'escalate', 'note', 'shelve'];
const newsSaid = 3;
const explainWithinMs = 5_000;
/** As in the page's style: queue and detail in each other's place. */
const oneAtATime = '(max-width: 64rem)';

/** One person at the duty desk: what is chosen, what is asked, and what every press and key does. */
export class DeskSession {
  readonly context: DeskContext;
  readonly rights: Rights;
  readonly screen: DutyScreen;
  readonly acts = new ActDesk();
  readonly sound = new DeskSound();
  readonly map: DutyMap;
  /** The key of the chosen row. */
  chosen = $state<string | null>(null);
  asking = $state.raw<Asking | null>(null);
  load = $state.raw<LoadReport | null>(null);
  /** What readers of screens are told, at once and when they are done with what they say. */
  urgentSaid = $state('');
  highSaid = $state('');
  #askLoad: (() => void) | undefined;
  #silenced = '';

  readonly row = $derived.by(() => {
    const find = (rows: readonly QueueRow[]): QueueRow | undefined => rows.find(({ key }) => key === this.chosen);
    return find(this.screen.rows) ?? find(this.screen.list.rows) ?? null;
  });
  readonly readOnly = $derived.by(() =>
    readOnlyWhy({ link: this.screen.link, dutyAgeS: this.screen.dutyAgeS, mayAct: this.rights.mayAct }),
  );
  /** An incident may be opened by some who may do nothing else. */
  readonly canOpen = $derived.by(() => this.rights.mayOpen && (this.readOnly === null || this.readOnly === 'rights'));

  constructor(city: CityView, context: DeskContext, rights: Rights) {
    this.context = context;
    this.rights = rights;
    this.map = new DutyMap(city, ({ key, lon, lat }) => {
      if (key !== null) this.choose(key);
      else this.askOpen({ lon, lat });
    });
    this.screen = new DutyScreen(city, {
      nameOf: context.nameOf,
      onLooks: (looks) => {
        this.map.wall.apply({ looks, activeUnits: [] });
      },
      onQueue: (rows, news) => {
        this.#announce(news);
        this.sound.follow(rows);
        this.#watchShelves();
      },
    });
  }

  /** Starts following feed, load and sound; returns how to stop. */
  follow(feedUrl: string, onDoubt: () => void): () => void {
    const stopFeed = this.screen.follow(feedUrl, onDoubt);
    const stopSound = this.sound.start();
    const { stop: stopLoad, askNow } = followLoad(this.context.world, (report) => {
      this.load = report;
      this.screen.takeLoad(report.announced, report.officers);
    });
    this.#askLoad = askNow;
    return () => {
      stopFeed();
      stopSound();
      stopLoad();
    };
  }

  choose(key: string): void {
    this.chosen = key;
    this.map.show(this.screen.rows.find((row) => row.key === key) ?? null);
    if (window.matchMedia(oneAtATime).matches) void goTo('#duty-detail-title');
  }

  /** Back to the queue, where there is room for one of both only. */
  readonly leave = (): void => {
    const { chosen } = this;
    this.chosen = null;
    void goTo(`li[data-row="${chosen ?? ''}"] .row`);
  };

  askOpen(spot: { readonly lon: number; readonly lat: number } | null): void {
    if (this.canOpen) this.asking = { kind: 'open', spot };
  }

  /** Does an act on a row, or asks first for the words it needs. */
  readonly begin = (act: RowAct, row: QueueRow): void => {
    if (this.readOnly !== null) return;
    if (asksFirst.includes(act)) this.asking = { kind: 'act', act, row };
    else void this.carryOut(act, row);
  };

  /** Sends an act about a row as it was shown to who decided it; changed since, its owner refuses and says who did what. */
  readonly carryOut = async (act: RowAct, row: QueueRow, filled: Filled = {}): Promise<void> => {
    this.asking = null;
    const wish = wishOf(act, row, filled);
    if (!wish) return;
    const sentence = this.context.words.done[act];
    const write = (told: unknown): string => fill(sentence, { name: numberOf(told) ?? writeName(this.context, row) });
    const value = await this.acts.send(row.key, wish, write, () => this.#explain(row));
    if (act === 'open_incident') this.#goTo(value);
  };

  readonly open = async (wish: DutyWish): Promise<void> => {
    this.asking = null;
    const sentence = this.context.words.done.open_incident;
    this.#goTo(await this.acts.send('open', wish, (told) => fill(sentence, { name: numberOf(told) ?? '' })));
  };

  readonly followAdvice = ({ key, incident }: QueueRow, advice: string): void => {
    if (!incident) return;
    const wish = { verb: 'incident.act', body: { id: incident.id, expectedVersion: incident.version, advice } };
    void this.acts.send(key, wish, fill(this.context.words.done.follow, { name: incident.number }));
  };

  readonly unshelve = ({ id, rule }: { readonly id: number; readonly rule: string }): void => {
    const text = fill(this.context.words.done.unshelve, { name: rule });
    void this.acts.send(`shelf${id}`, { verb: 'alert.unshelve', body: { id } }, text).then(() => this.#askLoad?.());
  };

  /** What single keys do; `search` is the page's. */
  readonly press: Readonly<Record<Exclude<KeyAct, 'search'>, () => void>> = {
    next: () => void this.#step(1),
    previous: () => void this.#step(-1),
    acknowledge: () => {
      if (this.row && actsOfRow(this.row).includes('acknowledge')) this.begin('acknowledge', this.row);
    },
    escalate: () => {
      if (this.row?.incident && !this.row.isDone) this.begin('escalate', this.row);
    },
    note: () => {
      if (this.row?.incident) this.begin('note', this.row);
    },
    open: () => {
      this.askOpen(null);
    },
    undo: () => void this.acts.undo(this.context.words.done.undo),
    map: () => {
      this.map.show(null);
    },
    take_in: () => {
      this.screen.takeIn();
    },
    help: () => {
      this.asking = { kind: 'help' };
    },
  };

  /** Who did what to a row last, and when; null: it cannot be read. */
  async #explain(row: QueueRow): Promise<string | null> {
    const { context } = this;
    const { incident, alert } = await readDetail(row, context.world, AbortSignal.timeout(explainWithinMs));
    const lines = incident ? writeEntries(context, incident.timeline) : alert ? writeAlertPast(context, alert) : [];
    const [last] = lines;
    return last ? `${last.who}: ${last.what}, ${context.format.time(Date.parse(last.at))}` : null;
  }

  /** Chooses the next row in the list as it is drawn, and takes the keyboard there. */
  async #step(by: 1 | -1): Promise<void> {
    const { rows } = this.screen.list;
    const at = rows.findIndex(({ key }) => key === this.chosen);
    const first = by === 1 ? 0 : rows.length - 1;
    const next = rows[at === -1 ? first : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    this.choose(next.key);
    await goTo(`li[data-row="${next.key}"] .row`);
  }

  /** Shows the incident that was just made, wherever the list is held. */
  #goTo(answered: unknown): void {
    const { id } = (answered ?? {}) as { id?: unknown };
    if (typeof id !== 'number') return;
    this.screen.takeIn();
    this.choose(`i${id}`);
  }

  /** Another officer shelved something, or a shelf has ended: the list of them is asked for anew. */
  #watchShelves(): void {
    const silenced = this.screen.quiet.map(({ silencing }) => silencing?.id ?? '').join(' ');
    if (silenced !== this.#silenced) this.#askLoad?.();
    this.#silenced = silenced;
  }

  #announce({ urgent, high }: News): void {
    const say = (rows: readonly QueueRow[]): string =>
      rows
        .slice(0, newsSaid)
        .map((row) => {
          const title = `${writeTitle(this.context, row)}, ${writePlace(this.context, row)}`;
          return fill(this.context.words.live.newRow, { priority: row.priority, title });
        })
        .join('. ');
    if (urgent.length > 0) this.urgentSaid = say(urgent);
    if (high.length > 0) this.highSaid = say(high);
  }
}

/** Takes the keyboard, and with it the view, to something once it is drawn. */
async function goTo(selector: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(selector)?.focus();
}

function numberOf(answered: unknown): string | undefined {
  const { number } = (answered ?? {}) as { number?: unknown };
  return typeof number === 'string' ? number : undefined;
}
