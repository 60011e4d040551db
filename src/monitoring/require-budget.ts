import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupBudget } from './budget-options';
import { requireEmails } from './require-subscribers';
import { ListBackupStage } from '../stage';
import { refuse, requireKnownKeys } from '../stage/refuse';

/** A cent, and what no bill comes to: beyond either nobody would ever be told, or always. */
const LEAST_USD = 0.01;
const MOST_USD = 1_000_000_000;

/** AWS's limit of e-mail addresses a notification. */
const MAX_EMAILS = 10;

/** Refuses a budget that would never speak, or to nobody. */
export function requireBudget(budget: ListBackupBudget | undefined): void {
  if (budget === undefined) return;
  requireKnownKeys('budget', budget as unknown as { readonly [key: string]: unknown }, ['monthlyUsd', 'emails']);
  const { monthlyUsd, emails } = budget;
  if (typeof monthlyUsd !== 'number' || !(monthlyUsd >= LEAST_USD && monthlyUsd <= MOST_USD)) {
    refuse('budget.monthlyUsd', typeof monthlyUsd === 'number' && !Number.isFinite(monthlyUsd) ? String(monthlyUsd) : monthlyUsd,
      `It is a number of US dollars from ${LEAST_USD} to ${MOST_USD}.`, '500');
  }
  requireEmails('budget.emails', emails);
  if (emails.length > MAX_EMAILS) refuse('budget.emails', emails.length, `AWS Budgets takes up to ${MAX_EMAILS} addresses.`, 'the address of a list');
}

/** Says that nobody watches what an operated stage costs. */
export function warnOfNoBudget(scope: IConstruct, stage: ListBackupStage): void {
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:budgetLeftOut',
    `stage "${stage.stageName}" has no budget: nobody is told when it costs more than it should. For example budget: { monthlyUsd: 500, emails: ["operations@listbackup.ai"] }.`);
}
