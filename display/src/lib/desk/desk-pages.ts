import { authorize, type Subject } from '#shared/access/authorize.ts';
import type { Act } from '#shared/access/acts.ts';
import type { deskWords } from './desk-words.ts';

/** A page that the bar leads to. */
export type DeskPage = {
  readonly word: keyof (typeof deskWords)['vi'];
  readonly path: string;
  /** Which unit it is asked for; null: none. */
  readonly unit: string | null;
  /** Other paths that belong to it. */
  readonly also: readonly string[];
  /** Whether it is loaded anew: pages that follow the feed begin with a whole picture. */
  readonly isAnew: boolean;
};

type Offered = Pick<DeskPage, 'word' | 'path'> & {
  /** What somebody must be allowed to do. */
  readonly act: Act;
  readonly also?: readonly string[];
  readonly isAnew?: true;
  /** Whether an account of a unit asks for its own. */
  readonly ofUnit?: true;
};

/** What happens now, what was promised and ordered, what it runs on. */
const groups: readonly (readonly Offered[])[] = [
  [
    { word: 'wall', path: '/wall', act: 'wall.see', isAnew: true },
    { word: 'map', path: '/map', act: 'wall.see', isAnew: true },
    { word: 'duty', path: '/duty', act: 'alert.see', isAnew: true },
    { word: 'incidents', path: '/incidents', act: 'incident.see', also: ['/incident'], ofUnit: true },
    { word: 'shift', path: '/shift', act: 'shift.see' },
    { word: 'replay', path: '/replay', act: 'replay.see', isAnew: true },
  ],
  [
    { word: 'brief', path: '/brief', act: 'brief.see' },
    { word: 'promises', path: '/kpi', act: 'promise.see' },
    { word: 'tasks', path: '/tasks', act: 'task.see', ofUnit: true },
    { word: 'money', path: '/parking', act: 'money.see' },
    { word: 'staff', path: '/staff', act: 'staff.see', ofUnit: true },
  ],
  [
    { word: 'system', path: '/system', act: 'system.see', isAnew: true },
    { word: 'docs', path: '/docs', act: 'docs.see' },
  ],
];

/** The pages that somebody may open, in groups; `admin` is where the administration begins for them, null: nowhere. */
export function deskPages(viewer: Subject | null, admin: string | null): readonly (readonly DeskPage[])[] {
  const ownUnit = viewer?.kind === 'account' ? viewer.unit : null;
  const offered = groups.map((group) =>
    group.flatMap(({ word, path, act, also = [], isAnew = false, ofUnit }): DeskPage[] => {
      const unit = ofUnit ? ownUnit : null;
      return authorize(viewer, act, { unit }).allowed ? [{ word, path, unit, also, isAnew }] : [];
    }),
  );
  const plain = { unit: null, also: [], isAnew: false };
  const own: DeskPage[] =
    ownUnit === null
      ? []
      : [
          { ...plain, word: 'unit', path: `/unit/${ownUnit}` },
          { ...plain, word: 'promises', path: `/unit/${ownUnit}/answers` },
        ];
  const administration: DeskPage[] = admin === null ? [] : [{ ...plain, word: 'admin', path: admin, also: ['/admin'] }];
  return [own, ...offered, administration].filter((group) => group.length > 0);
}
