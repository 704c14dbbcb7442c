/** The parts of Kubernetes' objects that tests look at. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  data?: Record<string, string>;
}

export interface Container {
  name: string;
  image: string;
  imagePullPolicy?: string;
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  envFrom?: { configMapRef: { name: string } }[];
  ports?: { name: string; containerPort: number }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    privileged?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[]; add?: string[] };
  };
  startupProbe?: Probe;
  readinessProbe?: Probe;
  livenessProbe?: Probe;
  lifecycle?: { preStop?: { sleep?: { seconds: number } } };
  volumeMounts?: { name: string; mountPath: string }[];
}

export interface Probe {
  httpGet: { path: string; port: string };
  periodSeconds: number;
  timeoutSeconds: number;
  failureThreshold: number;
}

export interface PodSpec {
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostIPC?: boolean;
  securityContext?: {
    runAsNonRoot?: boolean;
    runAsUser?: number;
    seccompProfile?: { type: string };
  };
  imagePullSecrets?: { name: string }[];
  nodeSelector?: Record<string, string>;
  tolerations?: object[];
  terminationGracePeriodSeconds?: number;
  topologySpreadConstraints?: { topologyKey: string; matchLabelKeys: string[] }[];
  initContainers?: Container[];
  containers: Container[];
  volumes?: { name: string; emptyDir?: object }[];
}

export interface PodTemplate {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
  spec: PodSpec;
}

export interface Deployment extends Manifest {
  spec: {
    replicas?: number;
    strategy: { rollingUpdate: { maxUnavailable: number; maxSurge: number } };
    selector: LabelSelector;
    template: PodTemplate;
  };
}

export interface Service extends Manifest {
  spec: { selector: Record<string, string>; ports: { name: string; port: number; targetPort: string }[] };
}

export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export interface NetworkPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string };
}

export interface NetworkPolicy extends Manifest {
  spec: {
    podSelector: LabelSelector;
    policyTypes: string[];
    ingress?: { from?: NetworkPeer[]; ports?: { port: number }[] }[];
    egress?: { to?: NetworkPeer[]; ports?: { port: number }[] }[];
  };
}

export interface PrometheusRule extends Manifest {
  spec: { groups: { name: string; rules: { record?: string; alert?: string; expr: string }[] }[] };
}

/** An object whose content a test looks at closely. */
export interface AnyObject extends Manifest {
  spec: Record<string, unknown>;
}

/** What an object of a kind looks like to tests; other kinds are plain objects to them. */
interface Kinds {
  Cluster: AnyObject;
  ConfigMap: Manifest;
  Deployment: Deployment;
  HTTPRoute: AnyObject;
  HorizontalPodAutoscaler: AnyObject;
  Ingress: AnyObject;
  NetworkPolicy: NetworkPolicy;
  PodDisruptionBudget: AnyObject;
  PodMonitor: AnyObject;
  PrometheusRule: PrometheusRule;
  Secret: Manifest;
  Service: Service;
}

/** The one object of a kind, or of a kind and a name. */
export function one<Kind extends keyof Kinds>(manifests: Manifest[], kind: Kind, name?: string): Kinds[Kind] {
  const found = all(manifests, kind).filter(({ metadata }) => name === undefined || metadata.name === name);
  const [first] = found;
  if (!first || found.length > 1) {
    throw new Error(`Expected one ${kind} ${name ?? ''}, found ${found.length} in ${list(manifests)}.`);
  }
  return first;
}

/** The objects of a kind. */
export function all<Kind extends keyof Kinds>(manifests: Manifest[], kind: Kind): Kinds[Kind][] {
  return manifests.filter((manifest): manifest is Kinds[Kind] => manifest.kind === kind);
}

/** The pods that manifests make: their labels and what they are to run. */
export function podsOf(manifests: Manifest[]): (PodTemplate & { of: string })[] {
  return manifests.flatMap((manifest) => {
    const of = `${manifest.kind} ${manifest.metadata.name}`;
    const { spec } = manifest as AnyObject;
    if (manifest.kind === 'Pod') {
      const labels = manifest.metadata.labels ?? {};
      return [{ of, metadata: { labels }, spec: spec as unknown as PodSpec }];
    }
    const template = (spec as { template?: PodTemplate } | undefined)?.template;
    return template ? [{ of, ...template }] : [];
  });
}

/** Whether a selector selects what carries the labels. */
export function selects(selector: LabelSelector, labels: Record<string, string>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (matchExpressions.length > 0)
    throw new Error('No chart uses matchExpressions yet: teach selects() them.');
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function list(manifests: Manifest[]): string {
  return manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
}
