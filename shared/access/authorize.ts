import { rights, type Act, type Holder } from './acts.ts';
import type { Role } from './roles.ts';

/**
 * Who acts. An account with a `unit` has its rights there only, null is the whole city; a screen shows `world`, null any.
 * `local` is whoever holds the data folder and uses the command line, `process` one of our own.
 */
export type Subject =
  | { readonly kind: 'account'; readonly name: string; readonly role: Role; readonly unit: string | null }
  | { readonly kind: 'screen'; readonly label: string; readonly world: string | null }
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'process'; readonly name: string };

/** What an act is done to: something of one unit (null or not given: of the city), in one world. */
export type ActObject = { readonly unit?: string | null | undefined; readonly world?: string | undefined };

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

const allowed: Verdict = { allowed: true };

/** Whether `subject` (null: nobody is logged in) may do `act` to `object`. Refused unless the table of rights says so. */
export function authorize(subject: Subject | null, act: Act, object: ActObject = {}): Verdict {
  const needed = rights[act];
  if (needed.anyone !== undefined || subject?.kind === 'local') return allowed;
  if (!subject) return refuse('nobody is logged in');
  const reach = needed[holderOf(subject)];
  if (reach === undefined) return refuse(`${nameOf(subject)} may not do ${act}`);
  if (subject.kind === 'screen') {
    const isOther = subject.world !== null && object.world !== undefined && object.world !== subject.world;
    return isOther ? refuse(`this screen may show ${subject.world} only`) : allowed;
  }
  if (subject.kind === 'process' || reach === 'city') return allowed;
  if (subject.unit === null) return refuse(`the account ${subject.name} belongs to no unit`);
  return object.unit === subject.unit ? allowed : refuse(`${nameOf(subject)} may do ${act} for ${subject.unit} only`);
}

function holderOf(subject: Exclude<Subject, { kind: 'local' }>): Holder {
  return subject.kind === 'account' ? subject.role : subject.kind;
}

function nameOf(subject: Exclude<Subject, { kind: 'local' }>): string {
  if (subject.kind === 'account') return `an account with the role ${subject.role}`;
  return subject.kind === 'screen' ? 'a wall screen' : `the process ${subject.name}`;
}

function refuse(reason: string): Verdict {
  return { allowed: false, reason };
}
