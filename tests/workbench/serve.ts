import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

const ROOT = path.resolve(__dirname, '../..');
/** Away from the demo's own port, so that tests run beside a demo. */
const PORT = '3470';
const START_WITHIN_MS = 240_000;

/** Starts the demo as a user would, and hands the printed addresses to the tests: the incident's, and one request's. */
export default async function serve(): Promise<() => Promise<void>> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'pkg/workbench/main.ts', '--port', PORT], { cwd: ROOT });
  const stop = async () => {
    server.kill();
  };
  try {
    [process.env.WORKBENCH_INCIDENT, process.env.WORKBENCH_ADDRESS] = await printedAddresses(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function printedAddresses(server: ChildProcess): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const addresses = printed.match(/http:\/\/localhost:\S+/g) ?? [];
      if (addresses.length > 1) {
        resolve(addresses);
      }
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${printed}`)));
    setTimeout(() => reject(new Error(`the demo printed no addresses:\n${printed}`)), START_WITHIN_MS).unref();
  });
}
