import { bindsAt, isExceeded, type LimitsReport } from './model';
import { utilizationOf } from '../findings';

/** The whole report. What never happens, or never ends, is `null`. */
export function asJson(report: LimitsReport): string {
  const { growths, findings, queues, cells, customers, undetermined, unknown, remarks } = report;
  return `${JSON.stringify({
    exceeded: isExceeded(report),
    growths,
    limits: findings.map((finding) => ({
      ...finding.quota,
      value: undefined,
      regions: undefined,
      where: finding.where,
      used: finding.used,
      limit: finding.limit,
      utilization: (finding.grows ? growths : [1]).map((growth) => utilizationOf(finding, growth)),
      bindsAt: bindsAt(finding),
    })),
    queues,
    cells,
    customers,
    undetermined,
    unknown: Object.fromEntries(unknown),
    remarks,
  }, null, 2)}\n`;
}
