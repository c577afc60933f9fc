import type { ServerName } from './judgement.ts';
import type { ProcessName } from './system-report.ts';

/** What is drawn along the path; senders and screens are not ours to judge. */
export type NodeName = ProcessName | ServerName | 'senders' | 'screens';

/** A node's box, in units of text. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

type Point = readonly [x: number, y: number];

/** An arrow from one node to another, as a path, and where a break of it is drawn. */
export type Edge = {
  readonly from: NodeName;
  readonly to: NodeName;
  readonly path: string;
  readonly middle: Point;
};

/** Size of the whole picture. */
export const picture = { width: 86, height: 23.4 } as const;

const processSize = { width: 12.8, height: 6.6 };
const serverSize = { width: 10.6, height: 6.6 };
const outsideSize = { width: 7, height: 6.6 };
const [top, middle, bottom] = [0.3, 8.4, 16.5];

/** Where everything stands: an event goes from left to right. */
export const boxes: Readonly<Record<NodeName, Box>> = {
  senders: { x: 0.2, y: middle, ...outsideSize },
  ingest: { x: 9.6, y: middle, ...processSize },
  office: { x: 9.6, y: bottom, ...processSize },
  duty: { x: 22.8, y: top, ...processSize },
  log: { x: 24.8, y: middle, ...serverSize },
  writer: { x: 38.2, y: top, ...processSize },
  live: { x: 38.2, y: bottom, ...processSize },
  database: { x: 54.4, y: top, ...serverSize },
  mirror: { x: 54.4, y: bottom, ...serverSize },
  display: { x: 63.6, y: middle, ...processSize },
  screens: { x: 78.8, y: middle, ...outsideSize },
};

// An arrow's head ends short of what it points at.
const short = 0.2;

/** How an event goes on; the registry's copy to the door and the push of live to the screens go beside it. */
export const edges: readonly Edge[] = [
  across('senders', 'ingest'),
  upwards('office', 'ingest'),
  across('ingest', 'log'),
  upwards('log', 'duty'),
  fork('log', 'writer', -1),
  fork('log', 'live', 1),
  across('writer', 'database'),
  across('live', 'mirror'),
  turn('database', 'display'),
  rise('live', 'display'),
  across('display', 'screens'),
];

function across(from: NodeName, to: NodeName): Edge {
  const [start, end] = [rightOf(from), boxes[to].x];
  const y = middleOf(from);
  return edge(
    from,
    to,
    [
      [start, y],
      [end - short, y],
    ],
    [(start + end) / 2 - 0.3, y],
  );
}

function upwards(from: NodeName, to: NodeName): Edge {
  const [x, start, end] = [centreOf(from), boxes[from].y, bottomOf(to)];
  return edge(
    from,
    to,
    [
      [x, start],
      [x, end + short],
    ],
    [x, (start + end) / 2 + 0.2],
  );
}

/** Out on one side of the middle, then up or down, then on. */
function fork(from: NodeName, to: NodeName, side: 1 | -1): Edge {
  const [start, end] = [rightOf(from), boxes[to].x];
  const x = (start + end) / 2 - 0.4;
  const [y, endY] = [middleOf(from) + side, middleOf(to)];
  return edge(
    from,
    to,
    [
      [start, y],
      [x, y],
      [x, endY],
      [end - short, endY],
    ],
    [x, (y + endY) / 2],
  );
}

/** On, then down. */
function turn(from: NodeName, to: NodeName): Edge {
  const [x, y] = [centreOf(to), middleOf(from)];
  return edge(
    from,
    to,
    [
      [rightOf(from), y],
      [x, y],
      [x, boxes[to].y - short],
    ],
    [(rightOf(from) + x) / 2, y],
  );
}

/** Up, then on. */
function rise(from: NodeName, to: NodeName): Edge {
  const [x, y] = [centreOf(from), middleOf(to)];
  return edge(
    from,
    to,
    [
      [x, boxes[from].y],
      [x, y],
      [boxes[to].x - short, y],
    ],
    [(x + boxes[to].x) / 2, y],
  );
}

function edge(from: NodeName, to: NodeName, points: readonly Point[], middle: Point): Edge {
  return { from, to, path: `M${points.map((point) => point.join(' ')).join(' L')}`, middle };
}

function rightOf(node: NodeName): number {
  return boxes[node].x + boxes[node].width;
}

function bottomOf(node: NodeName): number {
  return boxes[node].y + boxes[node].height;
}

function centreOf(node: NodeName): number {
  return boxes[node].x + boxes[node].width / 2;
}

function middleOf(node: NodeName): number {
  return boxes[node].y + boxes[node].height / 2;
}
