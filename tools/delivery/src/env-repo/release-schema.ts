import { Type, type Static } from 'typebox';

/** `release.yaml`: what runs of a service in an environment. The service's chart takes it as a file of values. */
export const Release = Type.Object(
  {
    version: Type.String({
      description: 'Version that is released.',
      pattern: '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$',
    }),
    image: Type.Object(
      {
        repository: Type.String({
          description: 'Registry and path of the image, without a tag.',
          pattern: '^[a-z0-9][a-z0-9._/:-]{0,253}[a-z0-9]$',
        }),
        tag: Type.String({ description: 'Tag, for people: the version. The digest is what is pulled.' }),
        digest: Type.String({ description: 'Digest of what was built.', pattern: '^sha256:[0-9a-f]{64}$' }),
      },
      { description: 'The container image.', additionalProperties: false },
    ),
    chart: Type.String({
      description: "Tag of the source repository, at which the service's chart is taken.",
      pattern: '^[a-z](-?[a-z0-9]){0,39}-v\\d+\\.\\d+\\.\\d+$',
    }),
    commit: Type.String({ description: 'Commit of the source repository.', pattern: '^[0-9a-f]{40}$' }),
    releasedAt: Type.String({
      description: 'When the version was released, in UTC.',
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
    }),
  },
  {
    title: 'Release',
    description:
      'What runs of a service in an environment. Machines write it; people write values.yaml beside it.',
    additionalProperties: false,
  },
);
export type Release = Static<typeof Release>;
