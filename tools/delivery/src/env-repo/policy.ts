import { machine } from '../git/machine.ts';
import { PlainError } from '../plain-error.ts';
import { Policy, type Environment } from './policy-schema.ts';
import { readYaml } from './yaml-file.ts';

export const policyFile = 'policy.yaml';

/** As env-repo/delivery tells Kargo. */
const kargoEmail = 'kargo@foldline.invalid';

/** Of `<service>-<environment>`. Kubernetes takes 63 characters, of which the name of the whole shop needs some. */
const maxNameLength = 52;

/** @throws PlainError that says what is wrong */
export function readPolicy(content: Buffer, file = policyFile): Policy {
  const policy = readYaml(Policy, content, file);
  const { services, environments, machines, promoter } = policy;
  const names = environments.map(({ name }) => name);
  const rules: [boolean, string][] = [
    [new Set(names).size === names.length, 'each environment may be there once'],
    [
      environments[0]?.gate === 'none',
      'the gate of the first environment is none: releases are deployed there',
    ],
    [environments[0]?.soak === undefined, 'the first environment has no soak: nothing is before it'],
    [
      environments.slice(1).every(({ gate }) => gate !== 'none'),
      'only the first environment can have the gate none',
    ],
    [
      environments.at(-1)?.gate === 'pull-request',
      'the gate of the last environment is pull-request: a person lets releases in',
    ],
    [
      environments.every(({ gate, freezes = [] }) => gate === 'pull-request' || freezes.length === 0),
      'only an environment with the gate pull-request can be frozen',
    ],
    [
      environments
        .flatMap(({ freezes = [] }) => freezes)
        .every(({ from, to }) => Date.parse(from) < Date.parse(to)),
      'a freeze begins before it ends',
    ],
    [
      environments.every((environment) =>
        services.every((service) => `${service}-${environment.name}`.length <= maxNameLength),
      ),
      `the names of a service and an environment together have at most ${maxNameLength - 1} characters: Kargo names a Stage after both`,
    ],
    [
      promoter !== 'kargo' || machines.includes(kargoEmail),
      `${kargoEmail}, in whose name Kargo commits, has to be one of the machines`,
    ],
    [machines.includes(machine.email), `${machine.email}, the delivery tool, has to be one of the machines`],
  ];
  for (const [holds, rule] of rules) if (!holds) throw new PlainError(`${file} breaks a rule: ${rule}.`);
  return policy;
}

/** @throws PlainError when the policy does not have it */
export function findEnvironment(policy: Policy, name: string): Environment {
  const found = policy.environments.find((environment) => environment.name === name);
  if (found !== undefined) return found;
  const names = policy.environments.map((environment) => environment.name).join(', ');
  throw new PlainError(`There is no environment ${name}. There are: ${names}.`, 'usage');
}

/** @throws PlainError when the policy does not have it */
export function checkService(policy: Policy, name: string): void {
  if (policy.services.includes(name)) return;
  throw new PlainError(
    `${policyFile} has no service ${name}. It has: ${policy.services.join(', ')}. A new one is a line there, and a folder in each environment.`,
    'usage',
  );
}

/** The environment that every release is deployed to. */
export function firstEnvironment(policy: Policy): Environment {
  const [first] = policy.environments;
  // The schema demands two.
  if (first === undefined) throw new PlainError(`${policyFile} has no environment.`);
  return first;
}

/** The environment that a release passes before another. `undefined` for the first. */
export function environmentBefore(policy: Policy, { name }: Environment): Environment | undefined {
  return policy.environments[policy.environments.findIndex((environment) => environment.name === name) - 1];
}

/** In milliseconds. */
export function soakTime({ soak }: Environment): number {
  if (soak === undefined) return 0;
  const unit = { s: 1000, m: 60_000, h: 3_600_000 }[soak.slice(-1)] ?? 0;
  return Number(soak.slice(0, -1)) * unit;
}
