import { Stack } from 'aws-cdk-lib';
import { alarmsOf } from './alarm-set';
import { Thresholds } from './threshold';
import { Watched } from './watched-kind';

/** What the alarms of one resource take of a stack. */
export interface Weight {
  readonly alarms: number;
  readonly characters: number;
}

/** Three fifths of CloudFormation's 500 resources and 1 MB, less what the summaries take. */
const MAX_ALARMS = 275;
const MAX_CHARACTERS = 540_000;

/** What surrounds an alarm's properties in a template: its logical ID, type, name, tags, metadata, and its place in a summary. */
const FRAME = 900;

/** How deep an alarm's properties are indented in a template: one space a level. */
const INDENTATION = 3;

export function alarmWeight(home: Stack, watched: Watched, thresholds: Thresholds): Weight {
  const sizes = alarmsOf(watched, thresholds).map(({ props }) => {
    const text = JSON.stringify(home.resolve(props), undefined, 1);
    return text.length + INDENTATION * text.split('\n').length + 5 * watched.resource.length + FRAME;
  });
  return { alarms: sizes.length, characters: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Whether a stack can hold the alarms of all these. */
export function fits(weights: readonly Weight[]): boolean {
  const sum = (of: (weight: Weight) => number): number => weights.reduce((total, weight) => total + of(weight), 0);
  return sum(({ alarms }) => alarms) <= MAX_ALARMS && sum(({ characters }) => characters) <= MAX_CHARACTERS;
}
