import type { EventKind, EventType } from './kind.ts';
import { call } from './kinds/call.ts';
import { chat } from './kinds/chat.ts';
import { clock } from './kinds/clock.ts';
import { counter } from './kinds/counter.ts';
import { document } from './kinds/document.ts';
import { feedback } from './kinds/feedback.ts';
import { kiosk } from './kinds/kiosk.ts';
import { link } from './kinds/link.ts';
import { parking } from './kinds/parking.ts';
import { record } from './kinds/record.ts';
import { report } from './kinds/report.ts';
import { staff } from './kinds/staff.ts';
import { ticket } from './kinds/ticket.ts';

/** Every kind of event there is. A new kind is a file in `kinds/` and an entry here. */
export const catalogue = {
  ...{ kiosk, ticket, counter, staff, feedback, call, chat, report },
  ...{ record, document, parking, link, clock },
} as const satisfies Record<string, EventKind>;

/** The name of a type of event, `<kind>.<what>`. */
export type TypeName = {
  [Kind in keyof typeof catalogue]: keyof (typeof catalogue)[Kind]['types'];
}[keyof typeof catalogue];

const types = new Map<string, { kind: EventKind; type: EventType }>();
for (const kind of Object.values<EventKind>(catalogue)) {
  for (const [name, type] of Object.entries(kind.types)) {
    types.set(name, { kind, type });
  }
}

/** The declaration of a type such as `kiosk.heartbeat`, with its kind; undefined when there is none. */
export function findType(name: string): { kind: EventKind; type: EventType } | undefined {
  return types.get(name);
}

/** Every type name, in the order of the catalogue. */
export function typeNames(): readonly string[] {
  return [...types.keys()];
}
