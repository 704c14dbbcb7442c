import { Type, type Static } from 'typebox';

const Cpu = Type.String({ description: 'Processor, such as 100m.', pattern: '^[1-9][0-9.]*m?$' });
const Memory = Type.String({ description: 'Memory, such as 256Mi.', pattern: '^[1-9][0-9.]*(Mi|Gi)$' });

const Route = Type.Object(
  { hostnames: Type.Optional(Type.Array(Type.String(), { description: 'No other environment has them.' })) },
  { description: 'How the world reaches the service.' },
);

/**
 * `values.yaml`: what environments usually differ in. The service's chart knows more values and rejects any other; only
 * what a release decides may not be here at all.
 */
export const Values = Type.Object(
  {
    environment: Type.Optional(Type.String({ description: "The environment's name, as /version tells it." })),
    replicas: Type.Optional(Type.Integer({ description: 'Pods, unless autoscaling decides.', minimum: 0 })),
    resources: Type.Optional(
      Type.Object(
        {
          requests: Type.Optional(
            Type.Object(
              { cpu: Type.Optional(Cpu), memory: Type.Optional(Memory) },
              { description: 'What is kept free for a pod.', additionalProperties: false },
            ),
          ),
          limits: Type.Optional(
            Type.Object(
              { memory: Type.Optional(Memory) },
              { description: 'What a pod may not exceed.', additionalProperties: false },
            ),
          ),
        },
        { description: 'Processor and memory of a pod.', additionalProperties: false },
      ),
    ),
    config: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: "The service's environment variables, such as LOG_LEVEL; its README lists them.",
      }),
    ),
    httpRoute: Type.Optional(Route),
    ingress: Type.Optional(Route),
    version: Type.Optional(Type.Never({ description: 'Belongs into release.yaml.' })),
    commit: Type.Optional(Type.Never({ description: 'Belongs into release.yaml.' })),
    chart: Type.Optional(Type.Never({ description: 'Belongs into release.yaml.' })),
    releasedAt: Type.Optional(Type.Never({ description: 'Belongs into release.yaml.' })),
  },
  {
    title: 'Values of an environment',
    description:
      "What people decide about a service in an environment, or about all services of it: values of the service's chart, whose README lists them all.",
  },
);
export type Values = Static<typeof Values>;
