import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { envRepo } from './render.ts';

/** Where a value is in an object. */
export type Path = string[];

/** One metric that kube-state-metrics makes of every object of a kind. */
export interface CustomMetric {
  name: string;
  labelsFromPath?: Record<string, Path>;
  each: {
    type: 'Gauge';
    gauge: {
      path: Path;
      valueFrom?: Path;
      labelFromKey?: string;
      labelsFromPath?: Record<string, Path>;
    };
  };
}

/** What kube-state-metrics is told of a kind. */
export interface CustomResource {
  groupVersionKind: { group: string; version: string; kind: string };
  resourcePlural?: string;
  metricNamePrefix: string;
  labelsFromPath: Record<string, Path>;
  metrics: CustomMetric[];
}

interface StackValues {
  'kube-state-metrics': {
    rbac: { extraRules: { apiGroups: string[]; resources: string[]; verbs: string[] }[] };
    customResourceState: { config: { spec: { resources: CustomResource[] } } };
  };
}

const file = join(envRepo, 'monitoring', 'kube-prometheus-stack-values.yaml');

/** What kube-state-metrics is told, and what it may read. */
export const {
  rbac: { extraRules },
  customResourceState: {
    config: {
      spec: { resources },
    },
  },
} = (parse(readFileSync(file, 'utf8')) as StackValues)['kube-state-metrics'];

/** Names of the metrics, with the labels that each has. */
export function customMetrics(): Map<string, string[]> {
  return new Map(
    resources.flatMap(({ metricNamePrefix, labelsFromPath, metrics }) =>
      metrics.map((metric): [string, string[]] => {
        const { gauge } = metric.each;
        const sources = { ...labelsFromPath, ...metric.labelsFromPath, ...gauge.labelsFromPath };
        const labels = [
          ...Object.keys(sources),
          ...(gauge.labelFromKey === undefined ? [] : [gauge.labelFromKey]),
        ];
        return [`${metricNamePrefix}_${metric.name}`, labels];
      }),
    ),
  );
}
