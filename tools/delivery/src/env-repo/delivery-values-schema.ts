import { Type } from 'typebox';
import { Policy } from './policy-schema.ts';

const Text = (description: string, pattern: string) => Type.String({ description, pattern });
const optionalName = '^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$';
const object = { additionalProperties: false };

/** The values of the chart in `delivery/`: the policy, and what is known only where it is applied. */
export const DeliveryValues = Type.Object(
  {
    ...Policy.properties,
    repository: Type.Object(
      {
        url: Text('Address of the repository that has the env-repo.', '^(https?://[^\\s@]+)?$'),
        branch: Text('Its branch.', '^[\\w][\\w./-]*$'),
        path: Text('The path of this chart in it.', '^([\\w.-]+/)*delivery$'),
      },
      object,
    ),
    charts: Type.Object(
      {
        url: Text(
          "Address of the repository that has the services' charts; another one than that of the env-repo.",
          '^(https?://[^\\s@]+)?$',
        ),
      },
      object,
    ),
    forge: Type.Enum(['github', 'gitea'], { description: 'The forge of the env-repo.' }),
    pollSeconds: Type.Integer({
      description: 'How often Argo CD and Kargo look for themselves.',
      minimum: 5,
      maximum: 3600,
    }),
    webhook: Type.Object(
      {
        secret: Text(
          "Name of a secret in Kargo's project with the forge's webhook secret; without one nothing is received.",
          optionalName,
        ),
      },
      object,
    ),
    verification: Type.Object(
      {
        registry: Text(
          "Registry and path of the images, without a service's name.",
          '^([a-z0-9][a-z0-9._/:-]*[a-z0-9])?$',
        ),
        pullSecret: Text(
          "Name of a secret in Kargo's project that logs in to the registry; without one nobody does.",
          optionalName,
        ),
        timeoutSeconds: Type.Integer({
          description: 'How long a release has to become what it should be.',
          minimum: 10,
          maximum: 3600,
        }),
      },
      object,
    ),
    monitoring: Type.Object(
      {
        enabled: Type.Boolean({ description: 'Render the alerts of the delivery, and the dashboards.' }),
        labels: Type.Record(Type.String(), Type.String(), {
          description: 'Labels by which the Prometheus finds the rules.',
        }),
        promotionMinutes: Type.Integer({
          description: 'How long a promotion that needs nobody may take, and the verification after it.',
          minimum: 1,
          maximum: 1440,
        }),
        requestHours: Type.Integer({
          description: 'How long a request may wait for the person who merges it.',
          minimum: 1,
          maximum: 720,
        }),
      },
      object,
    ),
    quota: Type.Record(Type.String(), Type.String(), {
      description: 'The bound of each environment, as a ResourceQuota has it.',
    }),
  },
  {
    title: 'Delivery',
    description: 'What Argo CD and Kargo are told: the policy, and where it is applied.',
    additionalProperties: false,
  },
);
