import type * as walking from './walk-plan';
import type * as planning from '../../src/plan/plan';

/** The plans that are refused or whose test expects a fault are not walked; every other plan of every test is. */
jest.mock('../../src/plan/plan', () => {
  const actual = jest.requireActual<typeof planning>('../../src/plan/plan');
  return {
    ...actual,
    makePlan: (input: planning.PlanInput): planning.Plan => {
      const plan = actual.makePlan(input);
      const { violationsOf } = jest.requireActual<typeof walking>('./walk-plan');
      const violations = plan.reasons.length > 0 ? [] : violationsOf(input, plan);
      if (violations.length > 0) throw new Error(`the second judge refuses a plan that is called safe:\n${violations.join('\n')}`);
      return plan;
    },
  };
});
