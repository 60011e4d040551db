import { acknowledgedTable } from '../../scripts/acknowledgements/table';
import TABLE from '../../src/infrastructure/acknowledged.json';

test('the table has the findings that cdk-nag reports, and no others: npx projen acknowledgements writes it', () => {
  expect(TABLE).toEqual(acknowledgedTable());
});
