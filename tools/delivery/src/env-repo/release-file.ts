import { stringify } from 'yaml';
import type { Image, Released } from '../source/released.ts';
import { PlainError } from '../plain-error.ts';
import { Release } from './release-schema.ts';
import { readYaml } from './yaml-file.ts';

const head = `# yaml-language-server: $schema=../../../schemas/release.schema.json
# Written by machines, and copied from one environment to the next. What people decide is in values.yaml beside it.
`;

/** The `release.yaml` of a release. The same release gives the same bytes. */
export function writeRelease(version: string, { tag, commit, releasedAt }: Released, image: Image): Buffer {
  const release: Release = {
    version,
    image: { repository: image.repository, tag: version, digest: image.digest },
    chart: tag,
    commit,
    releasedAt,
  };
  // Quoted throughout: Helm must not take a commit of digits for a number, or a time for anything but text.
  return Buffer.from(
    head + stringify(release, { defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN', lineWidth: 0 }),
  );
}

/** @throws PlainError that names the file and what is wrong */
export function readReleaseFile(content: Buffer, service: string, file: string): Release {
  const release = readYaml(Release, content, file);
  const { version, image, chart } = release;
  if (image.tag !== version || chart !== `${service}-v${version}`) {
    throw new PlainError(
      `${file} does not agree with itself: version ${version}, image ${image.tag}, chart ${chart}. Take the edit back.`,
    );
  }
  return release;
}
