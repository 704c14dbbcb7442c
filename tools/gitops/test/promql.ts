import { parser } from '@prometheus-io/lezer-promql';

/** What an expression reads: a metric, and the labels by which it selects the metric's series. */
export interface Selector {
  metric: string;
  labels: string[];
}

/**
 * The selectors of an expression of PromQL, with Grafana's variables for times in it.
 *
 * @throws {Error} when it is no PromQL
 */
export function selectorsOf(expression: string): Selector[] {
  const text = expression.replaceAll('$__rate_interval', '5m');
  const selectors: Selector[] = [];
  const tree = parser.parse(text);
  tree.iterate({
    enter: ({ type, node, from, to }) => {
      if (type.isError) throw new Error(`No PromQL at ${from}: ${text}`);
      if (type.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        selectors.push({ metric: name ? text.slice(name.from, name.to) : '', labels: [] });
      }
      if (type.name === 'LabelName' && node.parent?.name.endsWith('LabelMatcher') === true)
        selectors.at(-1)?.labels.push(text.slice(from, to));
    },
  });
  return selectors;
}
