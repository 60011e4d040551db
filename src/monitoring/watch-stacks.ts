import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Watched } from './alarm';
import { AlarmSet, AlarmSetProps, alarmWeight, fits, Weight } from './alarm-set';
import { bitsOf } from './digest';
import { stackBeside } from './stack-beside';
import { Thresholds } from './thresholds';
import { deployAfter } from '../conventions/stack-order';

/** One watched resource with what decides its alarms. */
interface Entry {
  readonly watched: Watched;
  readonly thresholds: Thresholds;
  readonly bits: string;
  readonly weight: Weight;
}

/**
 * A stack and the alarms in it: those of the resources whose bits begin with the prefix. A zero at the prefix's end is not in the stack's
 * name, so that a stack which is split keeps its name, and one half of what it holds.
 */
class WatchStack {
  public readonly stack: Stack;
  private readonly entries: Entry[] = [];
  private alarms?: AlarmSet;

  public constructor(private readonly home: Stack, private readonly props: AlarmSetProps, public prefix: string) {
    this.stack = stackBeside(home, `alarms${suffixOf(prefix)}`, 'Alarms of what consumers have watched');
  }

  public get summaryNames(): string[] {
    return this.alarms?.summaryNames ?? [];
  }

  public add(entry: Entry): void {
    this.entries.push(entry);
    this.alarmSet().add(entry.watched, entry.thresholds);
  }

  public holds({ bits }: Entry): boolean {
    return bits.startsWith(this.prefix);
  }

  public hasRoom(entry: Entry): boolean {
    return fits([...this.entries, entry].map(({ weight }) => weight));
  }

  /** Halves it. The new stack is deployed after this one: an alarm that moves is gone from here before it comes there. */
  public split(): WatchStack {
    const other = new WatchStack(this.home, this.props, `${this.prefix}1`);
    deployAfter(other.stack, this.stack);
    this.prefix = `${this.prefix}0`;
    const all = this.entries.splice(0);
    this.stack.node.tryRemoveChild('Watched');
    this.alarms = undefined;
    all.forEach((entry) => (this.holds(entry) ? this : other).add(entry));
    return other;
  }

  private alarmSet(): AlarmSet {
    this.alarms ??= new AlarmSet(new Construct(this.stack, 'Watched'), { ...this.props, prefix: `${this.props.prefix}${suffixOf(this.prefix)}` });
    return this.alarms;
  }
}

/** The alarms of what consumers have watched, in as many stacks as CloudFormation's limits ask for. */
export class WatchStacks {
  private readonly all: WatchStack[] = [];

  /** @param home the stack of the monitoring, beside which they stand. */
  public constructor(private readonly home: Stack, private readonly props: AlarmSetProps) {}

  public get stacks(): Stack[] {
    return this.all.map(({ stack }) => stack);
  }

  public get summaryNames(): string[] {
    return this.all.flatMap(({ summaryNames }) => summaryNames);
  }

  /** The place follows from the resource's name, so that a further resource moves none, unless its stack is full and is halved. */
  public add(watched: Watched, thresholds: Thresholds): void {
    const entry: Entry = { watched, thresholds, bits: bitsOf(watched.resource), weight: alarmWeight(this.home, watched, thresholds) };
    if (entry.weight.alarms === 0) return;
    if (this.all.length === 0) this.all.push(new WatchStack(this.home, this.props, ''));
    let place = this.placeOf(entry);
    while (!place.hasRoom(entry)) {
      this.all.push(place.split());
      place = this.placeOf(entry);
    }
    place.add(entry);
  }

  private placeOf(entry: Entry): WatchStack {
    const place = this.all.find((stack) => stack.holds(entry));
    if (!place) throw new Error(`No stack holds what begins with ${entry.bits.slice(0, 8)}.`);
    return place;
  }
}

function suffixOf(prefix: string): string {
  const name = prefix.replace(/0+$/, '');
  return name === '' ? '' : `-${name}`;
}
