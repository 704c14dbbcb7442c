import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** What to do where no browser is found. */
export const howToGetABrowser =
  'Run "npx playwright-core install chromium", install Chromium or Google Chrome, or name one in CHROMIUM_PATH.';

/**
 * The program of a Chromium: the one that CHROMIUM_PATH names, else the one that Playwright was tested with, else the
 * one of this machine.
 *
 * @throws if CHROMIUM_PATH names no file
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named === undefined) return [chromium.executablePath(), ...usualPlaces(env)].find(existsSync);
  if (!existsSync(named)) {
    throw new Error(`CHROMIUM_PATH names ${named}, which is not there. Correct or unset it.`);
  }
  return named;
}

function usualPlaces(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return folders.flatMap((folder = '') => programs.map((program) => join(folder, program)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter);
  // The shell draws the same pages with a third less of the processor's time.
  const programs = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  return programs.flatMap((name) => folders.map((folder) => join(folder, name)));
}
