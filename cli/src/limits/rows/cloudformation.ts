import { statSync } from 'node:fs';
import { number, type Measure, type StackMeasure } from './row';
import type { StackEntry } from '../../inventory';
import { objectOf } from '../../template';

const section = (quota: string, name: string): StackMeasure => ({ of: 'stack', quota, used: ({ template }: StackEntry) => Object.keys(objectOf(template[name])).length });

/** A stack is no resource of a template, so it is counted by a name of its own. */
export const STACK = 'stack';

export const CLOUDFORMATION: readonly Measure[] = [
  section('CloudFormation.resources', 'Resources'),
  section('CloudFormation.outputs', 'Outputs'),
  section('CloudFormation.parameters', 'Parameters'),
  section('CloudFormation.mappings', 'Mappings'),
  { of: 'stack', quota: 'CloudFormation.templateBytes', used: ({ templateFile }) => statSync(templateFile).size },
  number('CloudFormation.stacks', STACK),
];
