import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { writeBundle } from './bundle.ts';
import { writeShipped } from './shipped.ts';
import { writeTemplate } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the repositories that every test gets a copy of, `new` and `shipped`, and of the bundle, `bin`. */
    templates: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const templates = await mkdtemp(join(tmpdir(), 'delivery-templates-'));
  await writeTemplate(join(templates, 'new'));
  await writeShipped(join(templates, 'new'), join(templates, 'shipped'));
  await writeBundle(join(templates, 'bin'));
  project.provide('templates', templates);
  return () => rm(templates, { recursive: true, force: true });
}
