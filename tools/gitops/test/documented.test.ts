import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ajv, read, schemaOf, strict } from './object-schemas.ts';
import { nameOf, type KubernetesObject } from './objects.ts';
import { render } from './render.ts';

interface Role extends KubernetesObject {
  rules: { resources: string[]; resourceNames?: string[] }[];
}

const guides = join(import.meta.dirname, '..', '..', '..', 'docs', 'how-to');

/** The objects that a guide has its reader apply. */
const documented = readdirSync(guides).flatMap((guide) => {
  const text = readFileSync(join(guides, guide), 'utf8');
  return [...text.matchAll(/^( *)```yaml\n([^]*?)^ *```/gm)].flatMap(([, indent = '', block = '']) => {
    const unindented = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return parseAllDocuments(unindented)
      .map((document) => document.toJS() as KubernetesObject | undefined)
      .flatMap((object) => (object?.apiVersion === undefined ? [] : [{ guide, object }]));
  });
});

test.skipIf(inject('schemas') === undefined)('an object in a guide is as its schema says', () => {
  const problems = documented.flatMap(({ guide, object }) => {
    const file = schemaOf(object);
    // Of kinds that other operators bring there is no schema here.
    if (!existsSync(file)) return [];
    const validate = ajv().compile(strict(read(file)));
    return validate(object) ? [] : [`${guide}: ${nameOf(object)}: ${JSON.stringify(validate.errors)}`];
  });
  expect(problems).toEqual([]);
  const kinds = new Set(documented.map(({ object }) => object.kind));
  expect([...kinds]).toEqual(
    expect.arrayContaining(['Application', 'ExternalSecret', 'HTTPRoute', 'Role', 'Secret']),
  );
});

describe.skipIf(inject('helm') === undefined)('an object in a guide', () => {
  test('is in a namespace of the delivery, or of Argo CD', async () => {
    const rendered = (await render()).filter(({ kind }) => kind === 'Namespace');
    const namespaces = ['argocd', ...rendered.map(({ metadata }) => metadata.name)];
    for (const { guide, object } of documented)
      expect(namespaces, `${guide}: ${nameOf(object)}`).toContain(object.metadata.namespace);
  });

  test('names stages that there are', async () => {
    const stages = (await render()).flatMap(({ kind, metadata }) =>
      kind === 'Stage' ? [metadata.name] : [],
    );
    const named = documented.flatMap(({ object }) =>
      object.kind === 'Role' ? (object as Role).rules.flatMap(({ resourceNames = [] }) => resourceNames) : [],
    );
    expect(stages).toEqual(expect.arrayContaining(named));
  });
});
