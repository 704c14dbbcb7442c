import { ProblemDetails, PROBLEM_MEDIA_TYPE } from '../problem.ts';

interface ProblemResponse {
  description: string;
  content: Record<typeof PROBLEM_MEDIA_TYPE, { schema: typeof ProblemDetails }>;
}

/**
 * The `response` schemas of a route's failures, for its description.
 *
 * @param descriptions what each status means at this route, by status
 */
export function problemResponses<Status extends number>(
  descriptions: Record<Status, string>,
): Record<Status, ProblemResponse> {
  const entries = Object.entries<string>(descriptions).map(
    ([status, description]): [string, ProblemResponse] => [
      status,
      { description, content: { [PROBLEM_MEDIA_TYPE]: { schema: ProblemDetails } } },
    ],
  );
  return Object.fromEntries(entries) as Record<Status, ProblemResponse>;
}
