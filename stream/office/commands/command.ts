import type { z } from 'zod';
import type { Act } from '#shared/access/acts.ts';
import type { ActObject, Subject } from '#shared/access/authorize.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { DocumentName } from '../registry/registry-documents.ts';

/** What an act has at hand. `sql` is the command's transaction, `actor` who asked, as `account:<name>`, `subject` who that is. */
export type ActContext = {
  readonly sql: Sql;
  readonly now: Date;
  readonly actor: string;
  readonly subject: Subject;
};

/** What came of an act. Only an act that changed something leaves a trail or publishes. */
export type Outcome = {
  readonly answer: CommandAnswer<unknown>;
  /** Answers a repeat of the command in place of `answer`, which then may hold a secret. */
  readonly repeatAnswer?: CommandAnswer<unknown>;
  readonly audit?: { readonly subject: string; readonly detail: Readonly<Record<string, unknown>> };
  readonly publish?: readonly DocumentName[];
  /** Somebody has lost a right: whoever is in by it is looked at again at once. */
  readonly recheck?: true;
};

/**
 * One verb. `once`: carried out once per id, a repeat gets the first answer. `any`: may be repeated without harm (a
 * question, or an act whose second time changes nothing), and leaves no memory of its id.
 */
export type Command = {
  readonly verb: string;
  readonly repeat: 'once' | 'any';
  /** The right that whoever asks must have, judged in the transaction of the act. */
  readonly needs: Act;
  readonly parse: (body: unknown) => ParsedBody;
};

/** A body that was understood, ready to act, and what it acts on; or what is wrong with it. */
type ParsedBody =
  { readonly object: ActObject; readonly act: (context: ActContext) => Promise<Outcome> } | { readonly fault: string };

/**
 * Declares a verb. `fault` says what the schema cannot; its words and the schema's reach the one who asked. `objectOf`
 * says whose unit or world is acted on; without it the act is the whole city's.
 */
export function defineCommand<Body>(declaration: {
  verb: string;
  repeat: Command['repeat'];
  needs: Act;
  objectOf?: (body: Body) => ActObject;
  body: z.ZodType<Body>;
  fault?: (body: Body) => string | undefined;
  act: (body: Body, context: ActContext) => Promise<Outcome>;
}): Command {
  const { verb, repeat, needs, objectOf, body: schema, fault, act } = declaration;
  return {
    verb,
    repeat,
    needs,
    parse: (sent) => {
      const parsed = schema.safeParse(sent);
      if (!parsed.success) {
        return { fault: parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ') };
      }
      const found = fault?.(parsed.data);
      if (found !== undefined) return { fault: found };
      return { object: objectOf?.(parsed.data) ?? {}, act: (context) => act(parsed.data, context) };
    },
  };
}
