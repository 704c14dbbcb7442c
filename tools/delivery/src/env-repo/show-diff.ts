import { codeBlock } from '../markdown.ts';
import { printable } from '../printable.ts';
import type { Comparison } from './diff.ts';

/** For a terminal. */
export function comparisonAsText({ service, before, after, objects }: Comparison): string {
  const heading = `${service}: ${before} → ${after}`;
  if (objects.length === 0) return `${heading}: no difference`;
  return [heading, ...objects.map(({ object, change, diff }) => `\n${object}, ${change}\n${diff}`)].join(
    '\n',
  );
}

/**
 * For a request or a summary: each object folded, the whole not longer than a limit. What is left out is said.
 *
 * @param limit in characters
 */
export function comparisonAsMarkdown({ service, before, after, objects }: Comparison, limit: number): string {
  const heading = `**${service}**: ${before} → ${after}`;
  if (objects.length === 0) return `${heading}: no difference`;
  const parts = [heading];
  let length = heading.length;
  for (const { object, change, diff } of objects) {
    const title = printable(object).replace(/[<>&]/g, '');
    const part = `<details><summary>${title}, ${change}</summary>\n\n${codeBlock('diff', diff)}\n\n</details>`;
    length += part.length + 2;
    if (length > limit) {
      parts.push(`${objects.length - parts.length + 1} more, which \`delivery diff ${service}\` shows.`);
      break;
    }
    parts.push(part);
  }
  return parts.join('\n\n');
}
