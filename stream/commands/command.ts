import type { z } from 'zod';
import type { Act } from '#shared/access/acts.ts';
import type { ActObject, Subject } from '#shared/access/authorize.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';

/** What an act has at hand. `sql` is the command's transaction, `actor` who asked, as `account:<name>`, `subject` who that is. */
export type ActContext = {
  readonly sql: Sql;
  readonly now: Date;
  readonly actor: string;
  readonly subject: Subject;
  /** Of the command: what an act is taken back by. */
  readonly commandId: string;
};

/** What came of an act. Only an act that changed something leaves a trail. */
export type Outcome = {
  readonly answer: CommandAnswer<unknown>;
  /** Answers a repeat of the command in place of `answer`, which then may hold a secret. */
  readonly repeatAnswer?: CommandAnswer<unknown>;
  readonly audit?: { readonly subject: string; readonly detail: Readonly<Record<string, unknown>> };
};

/**
 * One verb. `once`: carried out once per id, a repeat gets the first answer. `any`: may be repeated without harm (a
 * question, or an act whose second time changes nothing), and leaves no memory of its id. An owner may give its acts more
 * at hand, and ask more of what came of them.
 */
export type Command<Context extends ActContext = ActContext, Done extends Outcome = Outcome> = {
  readonly verb: string;
  readonly repeat: 'once' | 'any';
  /** The right that whoever asks must have, judged in the transaction of the act. */
  readonly needs: Act;
  readonly parse: (body: unknown) => ParsedBody<Context, Done>;
};

/** A body that was understood, ready to act, and what it acts on; or what is wrong with it. */
type ParsedBody<Context, Done> =
  { readonly object: ActObject; readonly act: (context: Context) => Promise<Done> } | { readonly fault: string };

/** A verb as it is written down. */
export type Declaration<Body, Context extends ActContext, Done extends Outcome> = {
  readonly verb: string;
  readonly repeat: Command['repeat'];
  readonly needs: Act;
  /** Whose unit or world is acted on; without it the act is the whole city's. */
  readonly objectOf?: (body: Body) => ActObject;
  readonly body: z.ZodType<Body>;
  /** Says what the schema cannot; its words and the schema's reach the one who asked. */
  readonly fault?: (body: Body) => string | undefined;
  readonly act: (body: Body, context: Context) => Promise<Done>;
};

/** Declares a verb; owners give this their own context and outcome. */
export function declareCommand<Body, Context extends ActContext, Done extends Outcome>(
  declaration: Declaration<Body, Context, Done>,
): Command<Context, Done> {
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
