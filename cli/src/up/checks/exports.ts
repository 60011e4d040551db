import { expect, type CheckGroup } from './check';
import { ownStack } from './own-stack';
import type { StackTemplate, EditableTemplate } from '../../template';

/** The exports that the templates promise, listed and imported. */
export function exportsOf(stacks: readonly StackTemplate[]): CheckGroup {
  const promised = stacks.flatMap(({ template }) => Object.values(template.Outputs ?? {})).flatMap(({ Export }) => Export ? [Export.Name] : [])
    .filter((name) => typeof name === 'string');
  return {
    name: 'exports',
    needs: [],
    prepare: (deployed) => {
      const [imported] = promised;
      if (imported === undefined) return { checks: [] };
      const found = deployed.exports.find(({ name }) => name === imported);
      const reader = found && ownStack(deployed.client(found.region), importing(imported));
      return {
        checks: [
          {
            name: 'every export of the templates is listed',
            run: async () => {
              const values = new Map(deployed.exports.map(({ name, value }) => [name, value]));
              const missing = promised.filter((name) => !values.get(name));
              expect(missing.length === 0, `not listed, or without a value: ${missing.join(', ')}`);
              return `${promised.length} exports`;
            },
          },
          {
            name: 'a second stack reads one with Fn::ImportValue',
            run: async () => {
              expect(reader !== undefined, `${imported} is not listed`);
              const { Read } = await reader.create();
              expect(Read === found?.value, `${imported} is ${found?.value}, and was read as ${Read}`);
              return imported;
            },
          },
        ],
        cleanUp: async () => { await reader?.delete(); },
      };
    },
  };
}

/** A stack whose one resource has the imported value. */
function importing(name: string): EditableTemplate {
  return {
    Resources: { Reader: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { 'Fn::ImportValue': name } } } },
    Outputs: { Read: { Value: { 'Fn::GetAtt': ['Reader', 'Value'] } } },
  };
}
