import type { StackActivity } from '@aws-cdk/toolkit-lib';
import type { Terminal } from './terminal';

/** Shows how each stack and resource gets on: in place on a terminal, line by line elsewhere. */
export interface Progress {
  /** Reasons of failed resources, in order. The first one is most often the cause. */
  readonly failures: readonly string[];
  readonly onActivity: (activity: StackActivity) => void;
  readonly onStackEnd: (stackName: string) => void;
  /** Leaves nothing on the terminal that would still change. */
  readonly end: () => void;
}

const DONE = /^(CREATE|UPDATE|DELETE|IMPORT)_COMPLETE$/;
const FAILED = /_FAILED$/;
/** Follows from the failure of another resource. */
const CANCELLED = /^Resource creation cancelled/;

export function progress(terminal: Terminal): Progress {
  const live = new Map<string, string>();
  const done = new Map<string, Set<string>>();
  const failures: string[] = [];
  const showLive = () => terminal.live([...live.values()]);
  return {
    failures,
    onActivity: ({ event, progress: { total } }) => {
      const { StackName = '', StackId, PhysicalResourceId, LogicalResourceId = '', ResourceType = '', ResourceStatus = '', ResourceStatusReason = '' } = event;
      const resource = `${ResourceType} ${LogicalResourceId}`;
      if (FAILED.test(ResourceStatus)) {
        const failure = `${StackName}: ${resource} ${ResourceStatus}: ${ResourceStatusReason}`;
        if (!CANCELLED.test(ResourceStatusReason)) failures.push(failure);
        terminal.line(`  ${failure}`);
      } else if (DONE.test(ResourceStatus) && PhysicalResourceId !== StackId) {
        const ids = (done.get(StackName) ?? new Set()).add(LogicalResourceId);
        done.set(StackName, ids);
        // The toolkit counts the stack itself.
        const text = `  ${StackName}  ${ids.size}${total ? `/${total - 1}` : ''}  ${resource}`;
        if (!terminal.isTty) return terminal.line(text);
        live.set(StackName, text);
        showLive();
      }
    },
    onStackEnd: (stackName) => {
      live.delete(stackName);
      showLive();
      terminal.line(`  ${stackName}  ${done.get(stackName)?.size ?? 0} resources`);
    },
    end: () => terminal.live([]),
  };
}
