import { EventPattern } from 'aws-cdk-lib/aws-events';
import { SOURCE_PREFIX } from '../catalogue/event-sources';
import { DETAIL_TYPES, sourcesOf } from '../catalogue/events';
import { IListBackupEventBus } from '../handles';
import { didYouMean, invalid, show } from '../validation/invalid';
import { located } from '../validation/located';
import { requireObject } from '../validation/values';

/** EventBridge's longest source and detail type. */
const MAX_SOURCE = 256;
const MAX_DETAIL_TYPE = 128;

/** Events of any of the sources with any of the detail types; of every detail type where none is named. */
export function patternOf(sources: string[], detailTypes: string[]): EventPattern {
  return { source: sources, ...(detailTypes.length > 0 && { detailType: detailTypes }) };
}

/** Refuses sources that the bus would refuse. */
export function requireSources(what: string, sources: readonly string[] | undefined): string[] {
  if (!Array.isArray(sources) || sources.length === 0) {
    invalid(`${what}sources`, sources, 'must be a list of one or more sources', 'For example: [ListBackupEventSource.JOBS].');
  }
  for (const source of sources) {
    if (typeof source !== 'string' || !/^listbackup\.[A-Za-z0-9._/-]+$/.test(source) || source.length > MAX_SOURCE) {
      invalid(`${what}sources`, source, `must begin with "${SOURCE_PREFIX}" and have letters, digits, ".", "_", "/" and "-", at most ${MAX_SOURCE} characters`, 'For example: "listbackup.jobs".');
    }
  }
  return [...sources];
}

/** Refuses detail types that no event can have. None at all stands for every one. */
export function requireDetailTypes(what: string, detailTypes: readonly string[] = []): string[] {
  if (!Array.isArray(detailTypes)) {
    invalid(`${what}detailTypes`, detailTypes, 'must be a list of detail types', 'For example: [ListBackupDetailType.JOB_COMPLETED].');
  }
  for (const detailType of detailTypes) {
    if (typeof detailType !== 'string' || detailType.length === 0 || detailType.length > MAX_DETAIL_TYPE) {
      invalid(`${what}detailTypes`, detailType, `must have 1 to ${MAX_DETAIL_TYPE} characters each`, 'For example: "Job Completed".');
    }
  }
  return [...detailTypes];
}

/**
 * Which of the catalogue's events are meant: at least one of the two is given.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export interface ListBackupEventMatch {
  /**
   * Sources of the events, for example `ListBackupEventSource.JOBS`.
   *
   * @default - every source that publishes the detail types
   */
  readonly sources?: string[];

  /**
   * Detail types of the events, for example `ListBackupDetailType.JOB_COMPLETED`.
   *
   * @default - every detail type that the sources publish
   */
  readonly detailTypes?: string[];
}

/**
 * One event that is to be published.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
export interface ListBackupEventEntryProps {
  /** The bus that it goes to. */
  readonly eventBus: IListBackupEventBus;

  /** Source of the event, for example `ListBackupEventSource.JOBS`. */
  readonly source: string;

  /** Detail type of the event, for example `ListBackupDetailType.JOB_COMPLETED`. */
  readonly detailType: string;

  /**
   * Content of the event's `Detail`.
   *
   * @default - the entry has no `Detail`: it is added where the event is published
   */
  readonly detail?: { [key: string]: unknown };
}

/** Every source with each detail type that it publishes. */
const PUBLISHED = DETAIL_TYPES.flatMap((detailType) => sourcesOf(detailType).map((source) => ({ source, detailType: detailType as string })));

const distinct = (values: string[]): string[] => [...new Set(values)];

/**
 * Patterns and entries of the catalogue's events, which only combine a source with the events that it publishes.
 *
 * To match a service's own events, whose source isn't in the catalogue, use a `ListBackupEventRule`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 *
 * @example
 * ListBackupEvent.pattern({ detailTypes: [ListBackupDetailType.JOB_COMPLETED, ListBackupDetailType.JOB_FAILED] });
 */
@located
export class ListBackupEvent {
  /**
   * The pattern of a rule that matches these events.
   *
   * @param match sources, detail types, or both: an event matches with one of each.
   * @throws when the catalogue has no such source or detail type, a source publishes none of the detail types, or none of the sources
   *   publishes a detail type: the rule would never match.
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
   */
  public static pattern(match: ListBackupEventMatch): EventPattern {
    const sources = requireKnown('source', match?.sources, PUBLISHED.map((event) => event.source));
    const detailTypes = requireKnown('detail type', match?.detailTypes, DETAIL_TYPES);
    if (sources === undefined && detailTypes === undefined) {
      invalid('event', match, 'must have sources, detail types, or both', 'For example: { sources: [ListBackupEventSource.JOBS] }.');
    }
    const events = PUBLISHED.filter((event) => (sources?.includes(event.source) ?? true) && (detailTypes?.includes(event.detailType) ?? true));
    for (const source of sources ?? []) {
      if (events.some((event) => event.source === source)) continue;
      const others = PUBLISHED.filter((event) => event.source === source).map((event) => event.detailType);
      invalid('event.source', source, `must be a source that publishes one of the detail types; ${show(source)} publishes ${others.join(', ')}`, `For example: detailTypes: [${show(others[0])}].`);
    }
    for (const detailType of detailTypes ?? []) {
      if (events.some((event) => event.detailType === detailType)) continue;
      const others = PUBLISHED.filter((event) => event.detailType === detailType).map((event) => event.source);
      invalid('event.detailType', detailType, `must come from one of the sources; ${show(detailType)} comes from ${others.join(', ')}`, `For example: sources: [${show(others[0])}].`);
    }
    return patternOf(distinct(events.map((event) => event.source)), distinct(events.map((event) => event.detailType)));
  }

  /**
   * An entry of a `PutEvents` call in the API's own spelling (`EventBusName`, `Source`, `DetailType`, `Detail`), for a state machine, a
   * schedule or a custom call.
   *
   * @param props the bus, and the event.
   * @throws when the catalogue has no such source or detail type, or the source does not publish it.
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
   */
  public static entry(props: ListBackupEventEntryProps): { [key: string]: string } {
    const { eventBus, source, detailType, detail } = props ?? {};
    if (typeof eventBus?.eventBusName !== 'string') invalid('event.eventBus', eventBus, 'must be the bus of a stage', 'For example: messaging.eventBus.');
    requireObject('event.detail', detail, 'must be a map', 'For example: { jobId: "1" }.');
    ListBackupEvent.pattern({ sources: [source], detailTypes: [detailType] });
    return {
      EventBusName: eventBus.eventBusName,
      Source: source,
      DetailType: detailType,
      ...(detail && { Detail: eventBus.stack.toJsonString(detail) }),
    };
  }

  private constructor() {}
}

/** Returns the named values, each one of the catalogue's. Accepts `undefined`: none is named. */
function requireKnown(kind: string, named: readonly string[] | undefined, known: readonly string[]): readonly string[] | undefined {
  if (named === undefined) return undefined;
  if (!Array.isArray(named) || named.length === 0) invalid(`event.${kind}s`, named, `must be a list of one or more ${kind}s`, `For example: [${show(known[0])}].`);
  for (const value of named) {
    if (!known.includes(value)) invalid(`event.${kind}`, value, `must be in the catalogue: ${distinct([...known]).join(', ')}`, didYouMean(value, known));
  }
  return named;
}
