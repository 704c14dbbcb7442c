/** The services of the shop in miniature: its own, so that tests say the same whatever our policy comes to say. */
export const services = ['catalog', 'frontend', 'recommendation', 'voting'];
const environments = ['dev', 'preprod', 'prod'];

const policy = `services:
  - catalog
  - voting
  - recommendation
  - frontend

promoter: workflows

machines:
  - delivery@foldline.invalid
  - 41898282+github-actions[bot]@users.noreply.github.com
  - kargo@foldline.invalid

environments:
  - name: dev
    gate: none
  - name: preprod
    gate: automatic
  - name: prod
    gate: pull-request
    soak: 30m
`;

/** What people have written in its env-repo: path to content. */
export function envRepoFiles(): Record<string, string> {
  return Object.fromEntries([
    ['env-repo/policy.yaml', policy],
    ...environments.flatMap((environment, index) => [
      [`env-repo/envs/${environment}/values.yaml`, `environment: ${environment}\nreplicas: ${index + 1}\n`],
      ...services.map((service) => [
        `env-repo/envs/${environment}/${service}/values.yaml`,
        `# What people decide about ${service} in ${environment}.\n`,
      ]),
    ]),
  ]) as Record<string, string>;
}
