import { Code, emit, isIntrinsic, type Value } from './emit';
import type { Handles } from './handles';
import type { Json } from '../template';
import type { Note } from './read/variables';

/** Values that the parts of a conversion share. */
export interface Context {
  readonly handles: Handles;
  readonly note: Note;

  /** Name of the service. */
  readonly service: string;

  /** The stage for which decisions are made where a configuration makes them by stage. */
  readonly stage: string;

  /** The folder of the configuration, and the same folder seen from the converted program. */
  readonly folder: string;

  /** Modules of the CDK that the program needs, by what it calls them: `lambda`. */
  readonly modules: Set<string>;

  /** Names that the program needs of `aws-cdk-lib` itself, and of the library. */
  readonly core: Set<string>;
  readonly library: Set<string>;
}

/** A value where TypeScript wants a text: what CloudFormation fills in becomes a token. */
export function textValue(context: Context, value: Json): Value {
  if (isIntrinsic(value)) {
    context.core.add('Token');
    return new Code(`Token.asString(${emit(value)})`);
  }
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** `Duration.seconds(29)`. */
export function seconds(context: Context, value: number): Code {
  context.core.add('Duration');
  return new Code(`Duration.seconds(${value})`);
}

/** A member of one of the CDK's modules: `lambda.Architecture.X86_64`. */
export function member(context: Context, module: string, path: string): Code {
  context.modules.add(module);
  return new Code(`${module}.${path}`);
}

/** A member of the library's. */
export function library(context: Context, path: string): Code {
  context.library.add(path.split('.')[0] ?? path);
  return new Code(path);
}
