import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Report } from './report.ts';

/** GitHub takes 1 MiB of UTF-16 for all outputs of a job. In characters. */
const maxOutput = 100_000;

/**
 * Where a command runs as a step of a workflow, in GitHub or Gitea Actions, makes its result the step's outputs, and its
 * text a part of the run's summary. Elsewhere it does nothing.
 *
 * The outputs are the fields of what `--json` prints, those of an object behind its name and a dash: `image-digest`.
 * Lists are JSON, and `null` is empty, as workflows have it. What is longer than an output can be is left out.
 */
export function recordStepResults({ value, text, markdown }: Report, env: NodeJS.ProcessEnv): void {
  const { GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary } = env;
  if (outputs !== undefined && outputs !== '') {
    // A text from a commit can be of several lines, and must not be able to end there and to go on as another output.
    const end = randomUUID();
    const fields = JSON.parse(JSON.stringify(value)) as object;
    const lines = outputsOf(fields).flatMap(([name, content]) =>
      content.length < maxOutput ? [`${name}<<${end}\n${content}\n${end}\n`] : [],
    );
    appendFileSync(outputs, lines.join(''));
  }
  if (summary !== undefined && summary !== '') {
    // Indented, a text is code, in which nothing is a link, a mention or a picture.
    appendFileSync(summary, `\n${markdown ?? text.replace(/^/gm, '    ')}\n\n`);
  }
}

function outputsOf(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, content]: [string, unknown]): [string, string][] => {
    const name = `${prefix}${key}`;
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return outputsOf(content, `${name}-`);
    }
    return [[name, typeof content === 'string' ? content : content === null ? '' : JSON.stringify(content)]];
  });
}
