import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { writeTemplate } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the repositories that every test gets a copy of. */
    template: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const template = await mkdtemp(join(tmpdir(), 'delivery-template-'));
  await writeTemplate(template);
  project.provide('template', template);
  return () => rm(template, { recursive: true, force: true });
}
