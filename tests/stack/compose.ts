import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A program that says whether a file is valid by the compose specification, or why there is none. */
export type Validator =
  | { readonly name: string; readonly check: (file: string) => { readonly valid: boolean; readonly said: string } }
  | { readonly name: string; readonly missing: string };

/** The specification's reference implementation, which holds its JSON schema: what `docker compose` itself reads files with. */
const COMPOSE_GO = 'github.com/compose-spec/compose-go/v2';
const COMPOSE_GO_VERSION = 'v2.16.2';
const INSTALL_MS = 240_000;

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env }, timeout: INSTALL_MS });
}

/** compose-go, built by Go when it is installed; the second time it is there already. */
export function composeGo(): Validator {
  const name = `${COMPOSE_GO}@${COMPOSE_GO_VERSION}`;
  const folder = path.join(tmpdir(), `clew-compose-go-${COMPOSE_GO_VERSION}`);
  const program = path.join(folder, 'cmd');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const built = run('go', ['install', `${COMPOSE_GO}/cmd@${COMPOSE_GO_VERSION}`], { GOBIN: folder, GOFLAGS: '-p=1' });
    if (built.error !== undefined || built.status !== 0) {
      const reason = built.error?.message ?? built.stderr.trim().split('\n').at(-1) ?? 'no reason given';
      return { name, missing: `Go cannot build ${name}: ${reason}` };
    }
  }
  return { name, check: (file) => outcome(run(program, [file])) };
}

/** Debian's docker-compose 1.29, which implements an older edition of the specification: what it reads, all read. */
export function dockerCompose(): Validator {
  const name = 'docker-compose';
  return run(name, ['version']).status === 0
    ? { name, check: (file) => outcome(run(name, ['-f', file, 'config'])) }
    : { name, missing: 'docker-compose is not installed (Debian: apt-get install docker-compose)' };
}

function outcome({ status, stdout, stderr }: ReturnType<typeof run>): { valid: boolean; said: string } {
  return { valid: status === 0, said: status === 0 ? stdout : stderr };
}
