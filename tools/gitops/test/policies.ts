import type { Environment, Policy } from '@foldline/delivery/policy-schema';
import { policy } from './render.ts';

const gates = ['none', 'automatic', 'pull-request'] as const;
const freezes = [{ from: '2026-12-18T18:00Z', to: '2027-01-04T06:00Z', reason: 'the holidays' }];

/** One of each gate, whatever our policy has. */
export const threeEnvironments: Policy = {
  ...policy,
  environments: [
    { name: 'dev', gate: 'none' },
    { name: 'preprod', gate: 'automatic' },
    { name: 'prod', gate: 'pull-request', soak: '30m' },
  ],
};

/** Every way in which two or three environments can be gated, the ways that `delivery check` forbids among them. */
export function everyPolicy(): Policy[] {
  return [2, 3].flatMap((count) =>
    combinations(count).flatMap((chosen) =>
      [undefined, '30m'].map((soak) => ({
        ...policy,
        services: ['catalog'],
        environments: chosen.map((gate, index): Environment => ({
          name: `env-${index}`,
          gate,
          ...(soak === undefined ? {} : { soak, freezes }),
        })),
      })),
    ),
  );
}

function combinations(count: number): Environment['gate'][][] {
  if (count === 0) return [[]];
  return combinations(count - 1).flatMap((rest) => gates.map((gate) => [...rest, gate]));
}
