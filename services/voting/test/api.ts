export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Sends a request; `voter` is the voter's id, where one is sent. */
export async function send(
  url: string,
  {
    method = 'GET',
    voter,
    headers,
  }: { method?: string; voter?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(voter !== undefined && { 'x-voter-id': voter }) },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Casts a vote. */
export function cast(serviceUrl: string, productId: string, voter: string): Promise<Answer> {
  return send(`${serviceUrl}/api/products/${productId}/vote`, { method: 'PUT', voter });
}

/** Takes a vote back. */
export function withdraw(serviceUrl: string, productId: string, voter: string): Promise<Answer> {
  return send(`${serviceUrl}/api/products/${productId}/vote`, { method: 'DELETE', voter });
}
