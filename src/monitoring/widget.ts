/** A value or expression in a graph, as CloudWatch writes it: namespace, metric, dimensions, options. */
export type Line = readonly (string | { readonly [option: string]: string | number })[];

/** One widget of a dashboard, wherever it stands. */
export interface Widget {
  readonly type: 'metric' | 'alarm' | 'text';
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly [name: string]: unknown };
}

/** Options of a graph other than its lines. */
export interface GraphOptions {
  /** Seconds; five minutes without. */
  readonly period?: number;
  readonly width?: number;
}

const COLUMNS = 24;
const THIRD = 8;
const HEIGHT = 6;
const FIVE_MINUTES = 300;

/** A graph of some lines with one statistic. */
export function graph(region: string, title: string, stat: string, lines: readonly Line[], options: GraphOptions = {}): Widget {
  const { period = FIVE_MINUTES, width = THIRD } = options;
  return { type: 'metric', width, height: HEIGHT, properties: { title, region, stat, period, view: 'timeSeries', metrics: lines } };
}

/** The state of alarms. */
export function alarmStates(title: string, alarmArns: readonly string[]): Widget {
  return { type: 'alarm', width: COLUMNS, height: 3, properties: { title, alarms: alarmArns } };
}

/** One metric of several resources. Dashboards repeat by `...` what is as in the line before. */
export function each(
  namespace: string, metric: string, dimensions: readonly Readonly<Record<string, string>>[], options?: { readonly stat?: string },
): Line[] {
  const end = options ? [options] : [];
  return dimensions.map((of, index) => {
    const values = Object.values(of);
    const same = index > 0 && Object.keys(of).join() === Object.keys(dimensions[index - 1]).join() && values.length > 0;
    return same ? ['...', ...changed(of, dimensions[index - 1]), ...end] : [namespace, metric, ...Object.entries(of).flat(), ...end];
  });
}

/** The dimensions' end, from the first that differs. */
function changed(of: Readonly<Record<string, string>>, before: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(of);
  const from = entries.findIndex(([name, value]) => before[name] !== value);
  return entries.slice(Math.max(from, 0)).flatMap(([name, value], index) => (index === 0 ? [value] : [name, value]));
}

/** Puts widgets side by side, from the top left. */
export function dashboardBody(widgets: readonly Widget[]) {
  let [x, y, row] = [0, 0, 0];
  return {
    widgets: widgets.map((widget) => {
      if (x + widget.width > COLUMNS) [x, y, row] = [0, y + row, 0];
      const placed = { ...widget, x, y };
      x += widget.width;
      row = Math.max(row, widget.height);
      return placed;
    }),
  };
}
