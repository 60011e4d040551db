import { GetConfigurationSetEventDestinationsCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, type CheckGroup } from './check';

export const email: CheckGroup = {
  name: 'e-mail',
  needs: ['ses.DomainIdentity', 'ses.ConfigurationSetName'],
  prepare: (deployed) => {
    const { value: EmailIdentity, region } = deployed.get('ses.DomainIdentity');
    const ConfigurationSetName = deployed.get('ses.ConfigurationSetName').value;
    const client = new SESv2Client(deployed.client(region));
    return {
      checks: [
        {
          name: 'the identity is a domain that signs what it sends',
          run: async () => {
            const { IdentityType, DkimAttributes } = await client.send(new GetEmailIdentityCommand({ EmailIdentity }));
            expect(IdentityType === 'DOMAIN', `${EmailIdentity} is ${IdentityType}`);
            expect(DkimAttributes?.SigningEnabled === true, `DKIM of ${EmailIdentity} is ${JSON.stringify(DkimAttributes)}`);
            return EmailIdentity;
          },
        },
        {
          name: 'the configuration set tells CloudWatch of bounces and complaints',
          run: async () => {
            const { EventDestinations = [] } = await client.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }));
            const told = EventDestinations.filter(({ Enabled, CloudWatchDestination }) => Enabled && CloudWatchDestination)
              .flatMap(({ MatchingEventTypes = [] }) => MatchingEventTypes);
            for (const type of ['BOUNCE', 'COMPLAINT'] as const) {
              expect(told.some((known) => known === type), `it tells of ${told.join(', ') || 'nothing'}`);
            }
            return ConfigurationSetName;
          },
        },
      ],
    };
  },
};
