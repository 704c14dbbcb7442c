import { resolve } from 'node:path';

/** Whether git takes an address for a path of this machine: not a URL, and not `host:path`. */
export function isPath(address: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:\/\//i.test(address) && !/^[^/\\]{2,}:/.test(address);
}

/** An address that means the same in every directory: a relative path becomes an absolute one. */
export function absoluteAddress(address: string, directory: string): string {
  return isPath(address) ? resolve(directory, address) : address;
}

/** A text without the user and the password of the URLs in it. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/gi, '$1');
}

/**
 * The settings that send a token to one server over http or https.
 *
 * @param address of the repository; for a path or SSH there is nothing to send
 */
export function tokenSettings(address: string, token: string | undefined): [string, string][] {
  if (token === undefined || !/^https?:\/\//.test(address)) return [];
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [[`http.${new URL(address).origin}/.extraHeader`, `Authorization: Basic ${basic}`]];
}

/** The server that a repository is on, by name and port; those of SSH by name. `undefined` for a path. */
export function serverOf(address: string): string | undefined {
  if (isPath(address)) return undefined;
  if (/^https?:\/\//.test(address)) return new URL(address).host;
  return /^(?:ssh:\/\/)?(?:[^@/]*@)?([^:/]+)/.exec(address)?.[1];
}
