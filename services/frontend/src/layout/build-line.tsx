import type { VNode } from 'preact';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { shortCommit } from '../status/commit-id.ts';

/**
 * What answered this page, for the foot of it.
 *
 * @param props.isLive whether the page is one that is kept current
 */
export function BuildLine({ info, isLive }: { info: ServiceInfo; isLive: boolean }): VNode {
  const { environment, version, commit, instance } = info;
  return (
    <p class="build" id="build-line" data-live={isLive ? '' : undefined}>
      {environment} · version {version} · commit {shortCommit(commit)} · {instance}
    </p>
  );
}
