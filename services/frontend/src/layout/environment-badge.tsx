import type { VNode } from 'preact';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { STATUS_PATH } from '../pages/paths.ts';

const coloured = new Set(['local', 'dev', 'preprod', 'prod']);

/** The class that gives a part of a page, or all of it, the colour of an environment. */
export function environmentClass(environment: string): string {
  return `environment-${coloured.has(environment) ? environment : 'other'}`;
}

/** An environment's name in its colour. */
export function EnvironmentName({ environment }: { environment: string }): VNode {
  return <span class={`environment-name ${environmentClass(environment)}`}>{environment}</span>;
}

const shownOfInstance = 16;

// Kubernetes names the copies of a service apart at the end.
function shortInstance(instance: string): string {
  return instance.length <= shownOfInstance ? instance : `…${instance.slice(1 - shownOfInstance)}`;
}

/**
 * Which environment, version and instance this is; it leads to all the rest.
 *
 * @param props.isLive whether the page is one that is kept current
 */
export function EnvironmentBadge({ info, isLive }: { info: ServiceInfo; isLive: boolean }): VNode {
  const { environment, version, instance } = info;
  return (
    <a
      class="environment-badge"
      id="environment-badge"
      href={STATUS_PATH}
      data-live={isLive ? '' : undefined}
    >
      <span class="visually-hidden">Environment </span>
      <EnvironmentName environment={environment} />{' '}
      <span class="environment-version">
        <span class="visually-hidden">version </span>
        {version}
      </span>{' '}
      <span class="environment-instance">
        <span class="visually-hidden">on </span>
        {shortInstance(instance)}
      </span>
    </a>
  );
}
