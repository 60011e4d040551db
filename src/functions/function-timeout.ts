import { Annotations, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refuse } from '../stage/refuse';
import { requireDuration } from '../stage/require-duration';

/** Nobody behind an HTTP API waits longer. */
const DEFAULT_SECONDS = 30;

/** What work from a queue may take where its queue does not say less. */
const QUEUE_WORK_SECONDS = 300;

/** Lambda's longest. */
const MAX_SECONDS = 900;

/** Lambda's advice: a queue hides a message for six times as long as its consumer may take, so that throttled messages are not seen twice. */
const ADVISED_FACTOR = 6;

/** For how long a function may run: what its props say, or what follows from the queues that it consumes. */
export class FunctionTimeout {
  private readonly asked?: number;
  private readonly visibilities: number[] = [];

  public constructor(private readonly scope: Construct, asked: Duration | undefined) {
    this.asked = asked === undefined ? undefined : requireDuration(`function ${scope.node.id}, timeout`, asked, 'seconds', 1, MAX_SECONDS, DEFAULT_SECONDS);
  }

  /** As it stands; a queue that is consumed later may still change it. */
  public get seconds(): number {
    const otherwise = this.visibilities.length > 0 ? Math.min(QUEUE_WORK_SECONDS, ...this.visibilities) : DEFAULT_SECONDS;
    return this.asked ?? otherwise;
  }

  /** Fits it to a queue: a message that is visible again while it is worked on is worked on twice. */
  public consume(queue: string, visibilityTimeout: Duration): void {
    const visibility = requireDuration(`queue ${queue}, visibilityTimeout`, visibilityTimeout, 'seconds', 1, 43_200, QUEUE_WORK_SECONDS);
    this.visibilities.push(visibility);
    if (this.asked === undefined) return;
    if (this.asked > visibility) {
      refuse(`function ${this.scope.node.id}, timeout`, Duration.seconds(this.asked).toHumanString(),
        `Queue ${queue} shows a message to others again after ${visibility} seconds, its visibility timeout, while the function might still work on it.`,
        `Duration.seconds(${Math.min(QUEUE_WORK_SECONDS, visibility)}), or no timeout`);
    }
    if (this.asked * ADVISED_FACTOR > visibility) {
      Annotations.of(this.scope).addWarningV2('listbackup-infrastructure:timeoutNearVisibility',
        `The timeout of ${this.asked} seconds is not ${ADVISED_FACTOR} times below the ${visibility} seconds for which queue ${queue} hides a message, as Lambda advises: `
        + `throttled messages may be handled twice. Take Duration.seconds(${Math.floor(visibility / ADVISED_FACTOR)}) or less, or a longer visibility timeout.`);
    }
  }
}
