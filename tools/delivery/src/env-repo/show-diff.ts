import { codeBlock } from '../markdown.ts';
import { printable } from '../printable.ts';
import type { Comparison } from './diff.ts';
import type { ObjectChange } from './manifests.ts';

/** What is shown under one heading. */
export interface DiffSection {
  /** What differs. */
  subject: string;
  /** Between what. */
  sides: string;
  objects: readonly ObjectChange[];
}

export function sectionOf({ service, before, after, objects }: Comparison): DiffSection {
  return { subject: service, sides: `${before} → ${after}`, objects };
}

/** For a terminal. */
export function sectionAsText({ subject, sides, objects }: DiffSection): string {
  const heading = `${subject}: ${sides}`;
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
export function sectionAsMarkdown({ subject, sides, objects }: DiffSection, limit: number): string {
  const heading = `**${subject}**: ${sides}`;
  if (objects.length === 0) return `${heading}: no difference`;
  const parts = [heading];
  let length = heading.length;
  for (const { object, change, diff } of objects) {
    const title = printable(object).replace(/[<>&]/g, '');
    const part = `<details><summary>${title}, ${change}</summary>\n\n${codeBlock('diff', diff)}\n\n</details>`;
    length += part.length + 2;
    if (length > limit) {
      parts.push(`${objects.length - parts.length + 1} more, which \`delivery diff\` shows.`);
      break;
    }
    parts.push(part);
  }
  return parts.join('\n\n');
}
