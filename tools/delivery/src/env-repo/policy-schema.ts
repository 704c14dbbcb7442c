import { Type, type Static } from 'typebox';

const Name = Type.String({ pattern: '^[a-z](-?[a-z0-9]){0,39}$' });

const Moment = Type.String({
  description: 'A time in UTC, to the minute, such as 2026-12-18T18:00Z.',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\dZ$',
});

/** `policy.yaml`: what is delivered where, in which order, and who lets it in. */
export const Policy = Type.Object(
  {
    services: Type.Array(Name, {
      description: 'The services, each a folder of services/, and a folder of every environment here.',
      minItems: 1,
      uniqueItems: true,
    }),
    promoter: Type.Optional(
      Type.Enum(['workflows', 'kargo'], {
        description:
          'Who brings releases to the next environment. workflows: people, by the workflow promote or the command line; Argo CD applies. kargo: Kargo, once it has verified them. Default: workflows.',
      }),
    ),
    machines: Type.Array(Type.String({ pattern: '^[^\\s<>@]+@[^\\s<>@]+$' }), {
      description:
        'E-mail addresses of the authors that write release.yaml: the delivery tool, the forge, Kargo.',
      minItems: 1,
      uniqueItems: true,
    }),
    environments: Type.Array(
      Type.Object(
        {
          name: Type.String({ ...Name, description: 'Name of the folder in envs/.' }),
          gate: Type.Enum(['none', 'automatic', 'pull-request'], {
            description:
              'Who lets a release in. none: nobody asks, every release is deployed here first (the first environment only). automatic: a promotion is pushed. pull-request: a promotion asks, and a person merges (the last environment always).',
          }),
          soak: Type.Optional(
            Type.String({
              description: 'How long a release must have been in the environment before, such as 30m or 24h.',
              pattern: '^[1-9][0-9]{0,4}(s|m|h)$',
            }),
          ),
          freezes: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  from: Moment,
                  to: Moment,
                  reason: Type.String({
                    description: 'Why, for whoever meets it: a sale, an audit.',
                    pattern: '^[^\\p{Cc}]{1,100}$',
                  }),
                },
                { additionalProperties: false },
              ),
              {
                description:
                  'When no promotion comes here; where the gate is pull-request only. `delivery rollback` always may.',
              },
            ),
          ),
        },
        { additionalProperties: false },
      ),
      { description: 'The environments, in the order in which releases pass through them.', minItems: 2 },
    ),
  },
  {
    title: 'Delivery policy',
    description: 'What is delivered where, in which order, and who lets it in.',
    additionalProperties: false,
  },
);
export type Policy = Static<typeof Policy>;
export type Environment = Policy['environments'][number];
