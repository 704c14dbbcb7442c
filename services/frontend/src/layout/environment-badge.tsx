import type { VNode } from 'preact';

const coloured = new Set(['local', 'dev', 'preprod', 'prod']);

/** The class that gives a page the colour of its environment; one that the shop has no colour for stays neutral. */
export function environmentClass(environment: string): string {
  return `environment-${coloured.has(environment) ? environment : 'other'}`;
}

export function EnvironmentBadge({ environment }: { environment: string }): VNode {
  return (
    <p class="environment">
      <span class="visually-hidden">Environment: </span>
      {environment}
    </p>
  );
}
