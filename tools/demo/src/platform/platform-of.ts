import type { State } from '../state.ts';
import type { Terminal } from '../terminal.ts';
import { installedPlatform } from './installed.ts';
import { kindPlatform } from './kind.ts';
import type { Platform } from './platform.ts';

/** The platform that a demo is on. */
export function platformOf(state: State, terminal: Terminal): Platform {
  return state.platform === 'kind' ? kindPlatform(state, terminal) : installedPlatform(state, terminal);
}
