import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions can name: `github`, `needs`, `steps`... as plain values. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the jobs or the steps before have ended, for `success()` and its kind. */
export interface Status {
  failed: boolean;
}

/** A text with the values of the expressions in it. */
export function fill(text: unknown, contexts: Contexts): string {
  return String(text).replace(/\$\{\{(.+?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, contexts, { failed: false }).coerceString(),
  );
}

/** The values of a map of texts. */
export function fillAll(
  map: Readonly<Record<string, unknown>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([name, value]) => [name, fill(value, contexts)]));
}

/** Whether a condition of a job or a step holds. One that asks for no status asks for success. */
export function holds(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  const expression = condition ?? 'success()';
  if (status.failed && !/\b(always|cancelled|failure|success)\(/.test(expression)) return false;
  const value = evaluate(expression, contexts, status);
  return value.kind !== data.Kind.Null && !['', 'false', '0'].includes(value.coerceString());
}

/** GitHub's own evaluation. */
function evaluate(expression: string, contexts: Contexts, { failed }: Status): data.ExpressionData {
  const functions = Object.entries({ always: true, cancelled: false, failure: failed, success: !failed }).map(
    ([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }),
  );
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parsed, values, new Map(functions.map((one) => [one.name, one]))).evaluate();
}
