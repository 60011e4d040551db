/**
 * What a stage may cost, and who is told.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export interface ListBackupBudget {
  /** What the stage may cost a month, in US dollars: 0.01 to 1000000000. */
  readonly monthlyUsd: number;

  /**
   * Who is told by e-mail when 80 and 100 percent of it are spent, when the forecast goes beyond it, and of unusual costs: 1 to 10
   * addresses.
   */
  readonly emails: string[];
}
