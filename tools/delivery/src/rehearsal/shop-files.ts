const services = ['catalog', 'voting'];
const environments = ['dev', 'preprod', 'prod'];

const policy = `services:
  - catalog
  - voting
machines:
  - delivery@foldline.invalid
environments:
  - name: dev
    gate: none
  - name: preprod
    gate: automatic
  - name: prod
    gate: pull-request
    soak: 30m
`;

/** The files of a shop that is small enough to be seen through: path to content. */
export function shopFiles(): Record<string, string> {
  return Object.assign(
    {
      'package-lock.json': lockfile(),
      'charts/service/values.yaml': '# What the charts of all services have in common.\n',
      'env-repo/policy.yaml': policy,
    },
    ...services.map(serviceFiles),
    ...environments.map(environmentFiles),
  ) as Record<string, string>;
}

function lockfile(): string {
  const packages = services.map((service) => ({
    [`node_modules/@foldline/${service}`]: { resolved: `services/${service}`, link: true },
    [`services/${service}`]: { name: `@foldline/${service}` },
  }));
  const content = { lockfileVersion: 3, packages: Object.assign({}, ...packages) as object };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function serviceFiles(service: string): Record<string, string> {
  return {
    [`services/${service}/server.ts`]: `// ${service}\n`,
    [`charts/${service}/Chart.yaml`]: `apiVersion: v2\nname: ${service}\nversion: 0.0.0\n`,
    [`charts/${service}/templates/deployment.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${service}
spec:
  template:
    spec:
      containers:
        - name: ${service}
          image: '{{ .Values.image.repository }}@{{ .Values.image.digest }}'
`,
    [`charts/${service}/values.yaml`]: 'image: {}\n',
  };
}

function environmentFiles(environment: string): Record<string, string> {
  const files = services.map((service) => ({
    [`env-repo/envs/${environment}/${service}/values.yaml`]: `# What people decide about ${service} in ${environment}.\n`,
  }));
  return Object.assign(
    { [`env-repo/envs/${environment}/values.yaml`]: `environment: ${environment}\n` },
    ...files,
  ) as Record<string, string>;
}
