import type { StackActivity } from '@aws-cdk/toolkit-lib';
import type { StackStart } from '../toolkit';
import { cells } from './cells';
import type { Colors, Terminal } from './terminal';

/** Shows the progress of each stack: as a bar on a terminal, line by line elsewhere. */
export interface Progress {
  /** Reasons of failed resources, in order. The first one is most often the cause. */
  readonly failures: readonly string[];
  readonly onStackStart: (start: StackStart) => void;
  readonly onActivity: (activity: StackActivity) => void;
  readonly onStackEnd: (stackName: string) => void;
  /** Leaves nothing on the terminal that would still change. */
  readonly end: () => void;
}

interface StackProgress {
  /** The number of resources that change, as far as that is known before. */
  readonly total: number;
  /** Logical IDs of resources that are done. */
  readonly done: Set<string>;
  failed: boolean;
  last: string;
}

const DONE = /^(CREATE|UPDATE|DELETE|IMPORT)_COMPLETE$/;
const FAILED = /_FAILED$/;
/** Follows from the failure of another resource. */
const CANCELLED = /^Resource creation cancelled/;

const BAR = 16;
const FULL = '█';
const EMPTY = '░';
const MARKS = { done: '✔', failed: '✖' };

export function progress(terminal: Terminal): Progress {
  const stacks = new Map<string, StackProgress>();
  const live = new Set<string>();
  const failures: string[] = [];
  let longest = 0;
  const of = (name: string): StackProgress => {
    const found = stacks.get(name) ?? { total: 0, done: new Set(), failed: false, last: '' };
    stacks.set(name, found);
    longest = Math.max(longest, cells(name));
    return found;
  };
  const showLive = () => terminal.live([...live].map((name) => row(' ', name, of(name), longest, terminal.columns())), paintBar);
  return {
    failures,
    onStackStart: ({ stackName, changes }) => {
      stacks.set(stackName, { ...of(stackName), total: changes });
      live.add(stackName);
      showLive();
    },
    onActivity: ({ event }) => {
      const { StackName = '', StackId, PhysicalResourceId, LogicalResourceId = '', ResourceType = '', ResourceStatus = '', ResourceStatusReason = '' } = event;
      const resource = `${ResourceType} ${LogicalResourceId}`;
      const stack = of(StackName);
      if (FAILED.test(ResourceStatus)) {
        const failure = `${StackName}: ${resource} ${ResourceStatus}: ${ResourceStatusReason}`;
        if (!CANCELLED.test(ResourceStatusReason)) failures.push(failure);
        stack.failed = true;
        terminal.line(`  ${failure}`, (text, { red }) => red(text));
      } else if (DONE.test(ResourceStatus) && PhysicalResourceId !== StackId) {
        stack.done.add(LogicalResourceId);
        stack.last = resource;
        if (terminal.isTty) showLive();
        else terminal.line(`  ${StackName}  ${countOf(stack)}  ${resource}`);
      }
    },
    onStackEnd: (stackName) => {
      const stack = of(stackName);
      live.delete(stackName);
      showLive();
      if (!terminal.isTty) return terminal.line(`  ${stackName}  ${stack.done.size} resources`);
      const ended = { ...stack, total: stack.failed ? stack.total : stack.done.size, last: '' };
      terminal.line(row(stack.failed ? MARKS.failed : MARKS.done, stackName, ended, longest, terminal.columns()), paintBar);
    },
    end: () => terminal.live([]),
  };
}

/** In a narrow window the bar goes first. */
function row(mark: string, name: string, stack: StackProgress, longest: number, columns: number): string {
  const padded = `${mark} ${name}${' '.repeat(longest - cells(name))}`;
  const count = countOf(stack).padStart(COUNT);
  const whole = `${padded}  ${bar(stack)}  ${count}`;
  return `${cells(whole) <= columns ? whole : `${mark} ${name}  ${countOf(stack)}`}  ${stack.last}`.trimEnd();
}

const COUNT = '23/23'.length;

function countOf({ done, total }: StackProgress): string {
  return `${done.size}${total ? `/${Math.max(total, done.size)}` : ''}`;
}

function bar({ done, total }: StackProgress): string {
  const full = total === 0 ? BAR : Math.min(BAR, Math.floor((BAR * done.size) / total));
  return FULL.repeat(full) + EMPTY.repeat(BAR - full);
}

function paintBar(text: string, { green, red, dim }: Colors): string {
  return text.replace(MARKS.done, green).replace(MARKS.failed, red).replace(/█+/, green).replace(/░+/, dim).replace(/(?<=\d\/\d+ {2})\S.*$/, dim);
}
