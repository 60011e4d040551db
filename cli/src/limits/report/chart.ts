import type { Spec } from 'vega' with { 'resolution-mode': 'import' };
import type { LimitsReport } from './model';
import { utilizationOf } from '../findings';

/** Lines of the chart: more of them can't be told apart. */
const LINES = 6;
const STEPS = 24;

/** A chart of the utilization of the first limits over the load, as SVG. */
export async function chartOf(report: LimitsReport): Promise<string> {
  const { parse, View } = await import('vega');
  const view = new View(parse(specOf(report)), { renderer: 'none' });
  return `${await view.toSVG()}\n`;
}

function specOf({ findings, queues, growths }: LimitsReport): Spec {
  const most = Math.max(...growths);
  const loads = Array.from({ length: STEPS + 1 }, (_, step) => most ** (step / STEPS));
  const limits = findings.filter(({ grows }) => grows).map((finding) => ({ name: `${finding.quota.id} ${finding.where.split('/').at(-1) ?? ''}`, utilization: utilizationOf(finding) }));
  const workers = queues.map(({ where, bindsAt }) => ({ name: `workers of ${where.split('/').at(-1) ?? ''}`, utilization: 1 / bindsAt }));
  const lines = [...limits, ...workers].sort((one, other) => other.utilization - one.utilization).slice(0, LINES);
  const values = lines.flatMap(({ name, utilization }) => loads.map((load) => ({ name, load, used: utilization * load })));
  return {
    title: 'Utilization over the load',
    background: 'white',
    width: 640,
    height: 360,
    padding: 5,
    data: [{ name: 'lines', values }],
    scales: [
      { name: 'load', type: 'log', range: 'width', domain: [1, Math.max(most, 2)] },
      { name: 'used', type: 'linear', range: 'height', domain: [0, 1.5] },
      { name: 'color', type: 'ordinal', range: 'category', domain: lines.map(({ name }) => name) },
    ],
    axes: [
      { orient: 'bottom', scale: 'load', title: 'load, as a multiple of the given one', grid: true, tickCount: 5 },
      { orient: 'left', scale: 'used', title: 'part of the limit', format: '%', grid: true },
    ],
    legends: [{ stroke: 'color', symbolType: 'stroke', labelLimit: 400 }],
    marks: [
      {
        type: 'group',
        clip: true,
        from: { facet: { name: 'line', data: 'lines', groupby: 'name' } },
        encode: { enter: { width: { signal: 'width' }, height: { signal: 'height' } } },
        marks: [{
          type: 'line',
          from: { data: 'line' },
          encode: {
            enter: { x: { scale: 'load', field: 'load' }, y: { scale: 'used', field: 'used' }, stroke: { scale: 'color', field: 'name' }, strokeWidth: { value: 2 } },
          },
        }],
      },
      {
        type: 'rule',
        encode: {
          enter: { x: { value: 0 }, x2: { signal: 'width' }, y: { scale: 'used', value: 1 }, stroke: { value: 'black' }, strokeDash: { value: [4, 4] } },
        },
      },
    ],
  };
}
