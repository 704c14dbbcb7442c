import type { VNode } from 'preact';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { shortCommit } from '../status/commit-id.ts';

/** The id of what a page ends with. */
export const BUILD_LINE_ID = 'build-line';

/**
 * What answered this page, for the foot of it.
 *
 * @param props.isLive whether the page is one that is kept current
 */
export function BuildLine({ info, isLive }: { info: ServiceInfo; isLive: boolean }): VNode {
  const { environment, version, commit, instance } = info;
  return (
    <p class="build" id={BUILD_LINE_ID} data-live={isLive ? '' : undefined}>
      {environment} · version {version} · commit {shortCommit(commit)} · {instance}
    </p>
  );
}
