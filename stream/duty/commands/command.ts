import {
  declareCommand,
  type ActContext as AnyContext,
  type Command,
  type Declaration,
  type Outcome,
} from '../../commands/command.ts';
import type { DutyTransaction } from '../transaction.ts';

export type { Outcome } from '../../commands/command.ts';

/**
 * What an act of the duty process has at hand. A verb with `repeat: 'any'` is a question: it holds no place and changes
 * neither alert nor incident.
 */
export type ActContext = AnyContext & { readonly duty: DutyTransaction };

export type DutyCommand = Command<ActContext>;

/** Declares a verb of the duty process. */
export function defineCommand<Body>(declaration: Declaration<Body, ActContext, Outcome>): DutyCommand {
  return declareCommand(declaration);
}
