import { readFaults, readOptions } from './options';

describe('the command line', () => {
  it('has defaults', () => {
    const options = readOptions([]);
    expect(options).toMatchObject({ port: 3400, scenario: 'mysterious-timeout', seed: 1, build: 'when-stale' });
    expect(options.faults.size).toBe(0);
  });

  it('reads faults, several for one source', () => {
    const { faults, build } = readOptions([
      '--delay',
      'tempo=50',
      '--fail',
      'tempo=403',
      '--fail',
      'prom=hang',
      '--no-build',
    ]);
    expect(faults.get('tempo')).toEqual({ delayMs: 50, status: 403 });
    expect(faults.get('prom')).toEqual({ hang: true });
    expect(build).toBe('never');
  });

  it.each([[['--port', 'x']], [['--what']], [['--delay', 'tempo=soon']]])('refuses %s', (args) => {
    expect(() => readOptions(args)).toThrow();
  });

  it('passes over what is no fault', () => {
    expect(readFaults(['theme=light', 'fail-loki', '']).size).toBe(0);
  });
});
