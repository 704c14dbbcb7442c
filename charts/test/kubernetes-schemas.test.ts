import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { examples } from './examples.ts';
import { renderText } from './render.ts';

const { helms, schemas } = inject('tools');
const run = promisify(execFile);

describe.skipIf(helms.length === 0 || schemas === undefined)('every object of every example', () => {
  test.each(helms)('is what Kubernetes and the operators say it must be, with Helm $major', async (helm) => {
    const folder = await mkdtemp(join(tmpdir(), 'foldline-manifests-'));
    try {
      await Promise.all(
        examples().map(async ({ chart, name, files, values }) => {
          const text = await renderText(chart, { helm, files, values });
          await writeFile(join(folder, `${chart}-${name}.yaml`), text);
        }),
      );
      const locations = [
        'kubernetes/{{ .ResourceKind }}{{ .KindSuffix }}.json',
        'crds/{{ .Group }}/{{ .ResourceKind }}_{{ .ResourceAPIVersion }}.json',
      ].flatMap((template) => ['-schema-location', join(schemas ?? '', template)]);
      const report = await run('kubeconform', ['-strict', '-output', 'json', ...locations, folder]).catch(
        (error: unknown) => error as { stdout: string },
      );
      const { resources = [] } = JSON.parse(report.stdout) as { resources?: Record<string, string>[] };
      expect(resources.map(({ filename, kind, msg }) => `${filename}: ${kind}: ${msg}`)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
