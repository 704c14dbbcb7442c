import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { stringify } from 'yaml';

const run = promisify(execFile);

/** Samples that an alert is tried on. */
export interface Series {
  series: string;
  /** In promtool's notation: start, step and count, a sample a minute. */
  values: string;
}

/**
 * The alerts that promtool lets fire after a time, each once, with its severity: `NothingAnswers page`.
 *
 * @param rules a PrometheusRule's `spec`
 * @param time such as `2h`; the first sample is at 0
 */
export async function firing(rules: object, series: Series[], time: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'foldline-alerts-'));
  try {
    await writeFile(join(folder, 'rules.yaml'), stringify(rules));
    // promtool compares but does not tell: an expectation that cannot hold makes it say what it got.
    const expectation = {
      expr: 'count by (alertname, severity) (ALERTS{alertstate="firing"})',
      eval_time: time,
    };
    const impossible = [{ labels: '{impossible="1"}', value: 1 }];
    const tests = [
      {
        interval: '1m',
        input_series: series,
        promql_expr_test: [{ ...expectation, exp_samples: impossible }],
      },
    ];
    await writeFile(
      join(folder, 'test.yaml'),
      stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }),
    );
    const report = await run('promtool', ['test', 'rules', join(folder, 'test.yaml')]).catch(
      (error: unknown) => error as { stdout: string; stderr: string },
    );
    const output = report.stdout + report.stderr;
    expect(output).toContain('impossible');
    const got = /got:(.*)/s.exec(output)?.[1] ?? '';
    return [...got.matchAll(/alertname="(\w+)", severity="(\w+)"/g)]
      .map(([, name = '', severity = '']) => `${name} ${severity}`)
      .sort();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
