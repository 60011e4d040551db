import { invalid } from '../validation/invalid';

/** A field of a cron expression: its bounds, its names in order of the numbers, and the signs that only it knows. */
interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  readonly special?: RegExp;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
const FIELDS: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31, special: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of the week', min: 1, max: 7, names: WEEKDAYS, special: /^(\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/i },
  { name: 'year', min: 1970, max: 2199 },
];

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const WORKS = '"rate(5 minutes)" or "cron(0 6 ? * MON-FRI *)"';

/** The last year of a schedule, or `undefined` where it has no end. */
export interface ScheduleEnd {
  readonly year?: number;
  readonly at?: Date;
}

/**
 * Refuses an expression that EventBridge doesn't take, and one that never fires. Returns when it fires for the last time.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function requireSchedule(what: string, expression: unknown): ScheduleEnd {
  const [, kind, body] = (typeof expression === 'string' && /^(rate|cron|at)\((.*)\)$/.exec(expression)) || [];
  if (kind === 'rate') return requireRate(what, expression, body);
  if (kind === 'cron') return requireCron(what, expression, body);
  if (kind === 'at') return requireMoment(what, expression, body);
  return invalid(what, expression, 'must be rate(…), cron(…) or at(…)', `For example: ${WORKS}.`);
}

function requireRate(what: string, expression: unknown, body: string): ScheduleEnd {
  const [, value, unit] = /^(\d+) (minute|hour|day)s?$/.exec(body) ?? [];
  if (value === undefined) invalid(what, expression, 'must have a number and minutes, hours or days in rate(…)', 'For example: "rate(5 minutes)".');
  if (Number(value) < 1) invalid(what, expression, 'must have a rate of 1 or more, or it never fires', 'For example: "rate(5 minutes)".');
  const wanted = `${Number(value)} ${unit}${Number(value) === 1 ? '' : 's'}`;
  if (body !== wanted) invalid(what, expression, 'must have a singular unit after 1 and a plural one otherwise', `For example: "rate(${wanted})".`);
  return {};
}

function requireCron(what: string, expression: unknown, body: string): ScheduleEnd {
  const parts = body.split(/\s+/);
  if (parts.length !== FIELDS.length) {
    invalid(what, expression, `must have six cron fields (minutes, hours, day of the month, month, day of the week, year), and has ${parts.length}`, 'For example: "cron(0 6 * * ? *)".');
  }
  const sets = parts.map((part, at) => valuesOf(what, expression, FIELDS[at], part));
  const [, , days, months, , years] = sets;
  if ((parts[2] === '?') === (parts[4] === '?')) {
    invalid(what, expression, 'must have "?" for exactly one of the days, of the month or of the week', 'For example: "cron(0 6 ? * MON *)".');
  }
  if (days && !months?.some((month) => Math.min(...days) <= daysIn(month, years))) {
    invalid(what, expression, `must name a day that a month of it has, or it never fires: no month has a day ${Math.min(...days)}`, 'For example: "cron(0 6 L * ? *)", for the last day of each month.');
  }
  return parts[5] === '*' || years === undefined ? {} : { year: Math.max(...years) };
}

function daysIn(month: number, years: readonly number[] | undefined): number {
  const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && years && !years.some(isLeap) ? 28 : DAYS_IN_MONTH[month - 1];
}

/** All values of a field, or `undefined` where a special sign decides. */
function valuesOf(what: string, expression: unknown, field: CronField, part: string): number[] | undefined {
  if (field.special?.test(part)) return undefined;
  return part.split(',').flatMap((item) => {
    const [range, step, ...rest] = item.split('/');
    const [from, to, ...more] = range === '*' ? [String(field.min), String(field.max)] : range.split('-');
    const first = numberOf(field, from);
    const last = to === undefined ? (step === undefined ? first : field.max) : numberOf(field, to);
    const stride = step === undefined ? 1 : Number(step);
    const isSound = rest.length === 0 && more.length === 0 && /^\d+$/.test(step ?? '1') && stride >= 1
      && first >= field.min && last <= field.max && first <= last;
    if (!isSound) {
      return invalid(what, expression, `must have "*" or values from ${field.min} to ${field.max}, with "," "-" and "/", as the ${field.name}, which is "${part}"`, `For example: ${WORKS}.`);
    }
    return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, at) => first + at * stride);
  });
}

/** NaN for what is no value, so that no bound holds. */
function numberOf(field: CronField, text: string): number {
  const place = field.names?.indexOf(text.toUpperCase()) ?? -1;
  return place >= 0 ? place + field.min : /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function requireMoment(what: string, expression: unknown, body: string): ScheduleEnd {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(body) ? new Date(`${body}Z`) : undefined;
  if (at === undefined || Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(body.slice(8, 10))) {
    invalid(what, expression, 'must have a date and a time that exist in at(…)', 'For example: "at(2030-01-31T06:00:00)".');
  }
  return { at };
}
