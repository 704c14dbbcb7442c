#!/usr/bin/env node
// Plain JavaScript of 2019 without a dependency: it has to say what is missing where everything may be missing.
import fs from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const root = path.resolve(takeOption(args, '--root') || path.join(here, '..', '..', '..'));

const problem = checkNode(root) || checkModules(root);
if (problem) fail(problem);
else run().catch((error) => fail(error.isPlain ? error.message : error.stack || String(error)));

/** Loads the TypeScript in this process, so that the process that the terminal signals is the one that acts. */
function run() {
  return import('@foldline/source-bundle/import-source')
    .then(({ importSource }) => importSource(new URL('../src/main.ts', import.meta.url)))
    .then((shop) => shop.main(args, root))
    .then((code) => {
      // What is still written must arrive before the process ends.
      process.stdout.write('', (error) => end(code, error));
    });
}

function end(code, error) {
  // Node.js aborts in an exit that follows the end of its terminal. The signal's own action does not.
  if (error && error.code === 'EIO') {
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  } else process.exit(code);
}

function fail(message) {
  process.stderr.write(message + '\n');
  process.exitCode = 1;
}

function takeOption(list, name) {
  const at = list.indexOf(name);
  return at === -1 ? undefined : list.splice(at, 2)[1];
}

/** Answers what is wrong with this Node.js, by the range in the root package.json. */
function checkNode(directory) {
  const range = readJson(path.join(directory, 'package.json')).engines.node;
  if (range.split('||').some((part) => satisfies(process.versions.node, part.trim()))) return undefined;
  return (
    'Foldline needs Node.js ' +
    range +
    ', and this is ' +
    process.versions.node +
    '. Install one of these (https://nodejs.org/en/download), then run the command again.'
  );
}

/** Whether a version is in a range of the two forms `^20.19.0` and `>=24.0.0`. */
function satisfies(version, range) {
  const actual = version.split('.').map(Number);
  const wanted = range
    .replace(/^(\^|>=)/, '')
    .split('.')
    .map(Number);
  if (range[0] === '^' && actual[0] !== wanted[0]) return false;
  const differs = wanted.findIndex((part, index) => part !== actual[index]);
  return differs === -1 || actual[differs] > wanted[differs];
}

/** Answers what is wrong with node_modules: compares what npm says it installed with what the lockfile wants. */
function checkModules(directory) {
  const modules = path.join(directory, 'node_modules');
  if (!fs.existsSync(modules)) return 'The dependencies are not installed. Run `npm ci` first.';
  const lockfile = path.join(directory, 'package-lock.json');
  const installedFile = path.join(modules, '.package-lock.json');
  // Another package manager keeps its own account.
  if (!fs.existsSync(lockfile) || !fs.existsSync(installedFile)) return undefined;
  const wanted = readJson(lockfile).packages;
  const installed = readJson(installedFile).packages;
  const different = Object.keys(wanted).find((name) => {
    // Optional packages are those of other platforms; linked ones are the folders of this repository.
    if (name.indexOf('node_modules/') === -1 || wanted[name].optional || wanted[name].link) return false;
    return !installed[name] || installed[name].version !== wanted[name].version;
  });
  if (different === undefined) return undefined;
  const found = installed[different] ? installed[different].version : 'not installed';
  return (
    'The installed dependencies are not those of package-lock.json (' +
    different.replace(/^.*node_modules\//, '') +
    ' should be ' +
    wanted[different].version +
    ' and is ' +
    found +
    '). Run `npm ci` first.'
  );
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
