import { ServiceError } from '@foldline/service-kit/errors';
import { maxProductIds } from './schemas.ts';

const uuidPattern = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;

/**
 * Reads a list of product ids, separated by commas.
 *
 * @throws {ServiceError} `invalid-request` that names every entry that is not a UUID, or says that there are too many
 */
export function parseProductIds(list: string): string[] {
  const ids = list.split(',');
  if (ids.length > maxProductIds) throw invalid([`may name ${maxProductIds} products at most`]);
  const details = ids.flatMap((id, index) =>
    uuidPattern.test(id) ? [] : [`entry ${index + 1} is not a UUID`],
  );
  if (details.length > 0) throw invalid(details);
  return ids;
}

function invalid(details: string[]): ServiceError {
  return new ServiceError('invalid-request', 'The request does not fit. The errors say what and where.', {
    fields: details.map((detail) => ({ parameter: 'productIds', detail })),
  });
}
