import { expect, test } from 'vitest';
import { jsonFormat, prettyFormat } from '../src/log-format.ts';

const record = '{"level":"info","time":"2026-11-24T09:30:00.000Z","service":"catalog","msg":"listening"}';

test('a record stays as it came', () => {
  expect(jsonFormat({ service: 'catalog', stream: 'stdout', text: record })).toBe(record);
});

test('a record without a service gets its name', () => {
  const line = jsonFormat({ service: 'voting', stream: 'stdout', text: '{"level":30,"msg":"counted"}' });

  expect(JSON.parse(line)).toEqual({ service: 'voting', level: 30, msg: 'counted' });
});

test.each([
  ['stdout', 'folding ...', 'info'],
  ['stderr', 'Error: torn', 'error'],
  ['stdout', '{ not JSON', 'info'],
  ['stdout', '{"total":3}', 'info'],
] as const)('what is no record is kept: %s %j', (stream, text, level) => {
  const line = JSON.parse(jsonFormat({ service: 'voting', stream, text })) as unknown;

  expect(line).toMatchObject({ service: 'voting', level, msg: text, time: expect.any(String) as unknown });
});

test('in a terminal every line has the name in front, those of a stack too', () => {
  const format = prettyFormat(['catalog', 'recommendation'], false);
  const err = { type: 'Error', message: 'torn', stack: 'Error: torn\n    at fold (paper.ts:1:1)' };
  const failed = JSON.stringify({ level: 'error', service: 'catalog', msg: 'failed', err });

  const lines = format({ service: 'catalog', stream: 'stdout', text: failed }).split('\n');

  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter((line) => !line.startsWith('catalog         '))).toEqual([]);
  expect(lines.join('\n')).toContain('at fold (paper.ts:1:1)');
});
