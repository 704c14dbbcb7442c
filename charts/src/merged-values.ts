import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, isMap, isNode, parseDocument, YAMLMap, type Pair, type Scalar } from 'yaml';
import { libraryDirectory, type ServiceChart } from './charts.ts';

export type ValuePair = Pair<Scalar<string>>;

/**
 * All values of a chart with their comments, as Helm merges them: the library chart's defaults that the chart imports,
 * under the chart's own.
 */
export function mergedValues(chart: ServiceChart): YAMLMap {
  const library = readValues(join(libraryDirectory, 'values.yaml'));
  const merged = new YAMLMap();
  for (const name of chart.imports) {
    const defaults = library.getIn(['exports', name]);
    if (!isMap(defaults))
      throw new Error(`${chart.name} imports "${name}", which the library chart has not.`);
    merge(merged, defaults);
  }
  merge(merged, readValues(join(chart.directory, 'values.yaml')));
  return merged;
}

/** The text of a values.yaml with all values of a chart. */
export function mergedText(chart: ServiceChart): string {
  return String(new Document(mergedValues(chart)));
}

/** The pairs of a map whose keys are strings, as all of values.yaml's are. */
export function pairsOf(map: YAMLMap): ValuePair[] {
  return map.items as ValuePair[];
}

/** The default that a value has, as plain data. */
export function defaultOf({ value }: ValuePair): unknown {
  return isNode(value) ? value.toJSON() : value;
}

function readValues(file: string): YAMLMap {
  const { contents, errors } = parseDocument(readFileSync(file, 'utf8'));
  const [problem] = errors;
  if (problem) throw new Error(`${file}: ${problem.message}`);
  if (!isMap(contents)) throw new Error(`${file} must hold a map of values.`);
  moveCommentsToKeys(contents);
  return contents;
}

/** The parser takes the comment above a map's first key for the map's own. */
function moveCommentsToKeys(map: YAMLMap): void {
  for (const { value } of pairsOf(map)) {
    if (!isMap(value)) continue;
    const [first] = pairsOf(value);
    if (first && value.commentBefore) {
      first.key.commentBefore = value.commentBefore;
      delete value.commentBefore;
    }
    moveCommentsToKeys(value);
  }
}

function merge(under: YAMLMap, over: YAMLMap): void {
  for (const pair of pairsOf(over)) {
    const known = pairsOf(under).find(({ key }) => key.value === pair.key.value);
    if (!known) {
      under.items.push(pair);
      continue;
    }
    if (pair.key.commentBefore) known.key.commentBefore = pair.key.commentBefore;
    if (isMap(known.value) && isMap(pair.value)) {
      merge(known.value, pair.value);
      // A map that was empty is written on one line, where no comment has room.
      if (known.value.items.length > 0) known.value.flow = false;
    } else known.value = pair.value;
  }
}
