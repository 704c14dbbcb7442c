/** The parts of the rendered objects that tests look at. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

export interface Step {
  uses?: string;
  task?: { name: string };
  as?: string;
  if?: string;
  vars?: { name: string; value?: string }[];
  config?: Record<string, unknown>;
}

export interface Stage extends KubernetesObject {
  spec: {
    requestedFreight: {
      origin: { kind: string; name: string };
      sources: { direct?: boolean; stages?: string[]; requiredSoakTime?: string };
    }[];
    promotionTemplate: { spec: { steps: Step[] } };
    verification: { analysisTemplates: { name: string }[]; args: { name: string; value: string }[] };
  };
}

export interface PromotionTask extends KubernetesObject {
  spec: { vars: { name: string; value?: string }[]; steps: Step[] };
}

export interface ProjectConfig extends KubernetesObject {
  spec: {
    promotionPolicies: { stageSelector: Record<string, unknown>; autoPromotionEnabled: boolean }[];
    webhookReceivers?: Record<string, unknown>[];
  };
}

export interface Warehouse extends KubernetesObject {
  spec: { subscriptions: Record<string, Record<string, unknown>>[] };
}

export interface AnalysisTemplate extends KubernetesObject {
  spec: { args: { name: string; value?: string }[] };
}

export interface AppProject extends KubernetesObject {
  spec: {
    sourceRepos: string[];
    destinations: { namespace: string }[];
    clusterResourceWhitelist?: { kind: string }[];
    syncWindows?: { kind: string; schedule: string; duration: string }[];
  };
}

export interface ResourceQuota extends KubernetesObject {
  spec: { hard: Record<string, string> };
}

export interface ApplicationSet extends KubernetesObject {
  spec: {
    goTemplateOptions: string[];
    generators: { git: { repoURL: string; files: { path: string }[] } }[];
    syncPolicy: { applicationsSync: string; preserveResourcesOnDeletion: boolean };
    template: {
      metadata: { name: string; annotations?: Record<string, string>; finalizers?: string[] };
      spec: {
        project: string;
        destination: { namespace: string };
        sources: [
          { targetRevision: string; path: string; helm: { valueFiles: string[]; valuesObject: object } },
          { ref: string },
        ];
        syncPolicy: { automated: object };
      };
    };
  };
}

export interface NetworkPolicy extends KubernetesObject {
  spec: { podSelector: object; policyTypes: string[] };
}

export interface ConfigMap extends KubernetesObject {
  data: Record<string, string>;
}

export interface PrometheusRule extends KubernetesObject {
  spec: {
    groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
  };
}

/** What an object of a kind looks like to tests; other kinds are plain objects to them. */
interface Kinds {
  AnalysisTemplate: AnalysisTemplate;
  AppProject: AppProject;
  ApplicationSet: ApplicationSet;
  ConfigMap: ConfigMap;
  Namespace: KubernetesObject;
  NetworkPolicy: NetworkPolicy;
  ProjectConfig: ProjectConfig;
  PrometheusRule: PrometheusRule;
  PromotionTask: PromotionTask;
  ResourceQuota: ResourceQuota;
  Stage: Stage;
  Warehouse: Warehouse;
}

/** All objects of a kind. */
export function all<Kind extends keyof Kinds>(
  objects: readonly KubernetesObject[],
  kind: Kind,
): Kinds[Kind][] {
  return objects.filter((object) => object.kind === kind) as Kinds[Kind][];
}

/** The one object of a kind and a name. @throws {Error} when there is none, or more */
export function one<Kind extends keyof Kinds>(
  objects: readonly KubernetesObject[],
  kind: Kind,
  name: string,
): Kinds[Kind] {
  const [found, ...more] = all(objects, kind).filter(({ metadata }) => metadata.name === name);
  if (!found || more.length > 0)
    throw new Error(`There are ${more.length + (found ? 1 : 0)} ${kind} ${name}.`);
  return found;
}

/** An object's kind and name, for messages. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
