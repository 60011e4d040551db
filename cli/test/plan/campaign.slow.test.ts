import { campaign } from './campaign/campaign';
import type * as planning from '../../src/plan/plan';

/** The planner itself: here the second judge's verdict is counted, and does not end the test at the first plan. */
const { makePlan } = jest.requireActual<typeof planning>('../../src/plan/plan');
const FROM = Number(process.env.CAMPAIGN_SEED ?? 0);
const SEEDS = Number(process.env.CAMPAIGN_SEEDS ?? 2);

test('mutated templates: no crash, nothing lost or undeployable under the name of safe, nothing harmless refused', () => {
  const { crashes, wrong, falseRefusals, plans, safe } = campaign(makePlan, Array.from({ length: SEEDS }, (_, at) => FROM + at));
  expect({ crashes, wrong, falseRefusals }).toEqual({ crashes: [], wrong: [], falseRefusals: [] });
  expect(safe / plans).toBeGreaterThan(0.4);
});
