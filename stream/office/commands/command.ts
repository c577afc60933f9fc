import {
  declareCommand,
  type ActContext,
  type Command as AnyCommand,
  type Declaration,
  type Outcome as AnyOutcome,
} from '../../commands/command.ts';
import type { DocumentName } from '../registry/registry-documents.ts';

export type { ActContext } from '../../commands/command.ts';

/** What came of an act of the office. Only an act that changed something publishes. */
export type Outcome = AnyOutcome & {
  readonly publish?: readonly DocumentName[];
  /** Somebody has lost a right: whoever is in by it is looked at again at once. */
  readonly recheck?: true;
  /** A back-test that is to begin. */
  readonly backTest?: number;
};

export type Command = AnyCommand<ActContext, Outcome>;

/** Declares a verb of the office. */
export function defineCommand<Body>(declaration: Declaration<Body, ActContext, Outcome>): Command {
  return declareCommand(declaration);
}
