import { parseCommand } from './command';

describe('parseCommand', () => {
  it('reads list, help and run', () => {
    expect(parseCommand(['list'])).toEqual({ kind: 'list' });
    for (const help of [
      ['help'],
      ['--help'],
      ['-h'],
      ['run', '--help'],
      ['run', 'healthy', '-h'],
      ['live', '--help'],
    ]) {
      expect(parseCommand(help)).toEqual({ kind: 'help' });
    }
    expect(parseCommand(['run', 'healthy', '--out', 'x'])).toEqual({
      kind: 'run',
      scenario: 'healthy',
      seed: 1,
      out: 'x',
      startNs: undefined,
      scale: 1,
    });
    expect(
      parseCommand(['run', 'duplicate-orders', '--seed', '42', '--out', 'x', '--start-ns', '5', '--scale', '0.5'])
    ).toEqual({
      kind: 'run',
      scenario: 'duplicate-orders',
      seed: 42,
      out: 'x',
      startNs: BigInt(5),
      scale: 0.5,
    });
  });

  it('reads live', () => {
    const run = { scenario: 'healthy', seed: 1, scale: 1, speed: 1, loop: false };
    const nowhere = { otlp: undefined, loki: undefined, metricsPort: undefined };
    expect(parseCommand(['live', '--scenario', 'healthy', '--loki', 'http://loki:3100'])).toEqual({
      kind: 'live',
      run,
      targets: { ...nowhere, loki: 'http://loki:3100' },
    });
    expect(
      parseCommand(['live', '--loop', '--scenario=healthy', '--metrics-port=0', '--seed', '7', '--scale', '2'])
    ).toEqual({
      kind: 'live',
      run: { ...run, loop: true, seed: 7, scale: 2 },
      targets: { ...nowhere, metricsPort: 0 },
    });
  });

  it.each([
    [['live', '--otlp', 'http://x'], '--scenario NAME is missing'],
    [['live', '--scenario', 'no', '--otlp', 'http://x'], 'unknown scenario "no"'],
    [['live', '--scenario', 'healthy'], 'nowhere to send'],
    [['live', '--scenario', 'healthy', '--otlp', 'tempo:4318'], '--otlp must be an address'],
    [['live', '--scenario', 'healthy', '--loki', 'loki'], '--loki must be an address'],
    [['live', '--scenario', 'healthy', '--metrics-port', '99999'], '--metrics-port must be'],
    [['live', '--scenario', 'healthy', '--metrics-port', '0', '--speed', '0'], '--speed must be'],
    [['live', '--scenario', 'healthy', '--metrics-port', '0', '--speed', '2', '--loop'], '--loop goes with the clock'],
    [[], 'a command is missing'],
    [['walk'], 'unknown command "walk"'],
    [['list', 'all'], 'no arguments'],
    [['run'], 'a scenario is missing'],
    [['run', 'toString', '--out', 'x'], 'unknown scenario "toString"'],
    [['run', 'healthy'], '--out DIR is missing'],
    [['run', 'healthy', '--out'], '--out needs a value'],
    [['run', 'healthy', '--out', '--seed'], '--out needs a value'],
    [['run', 'healthy', '--out', 'x', '--seed', '-1'], '--seed must be'],
    [['run', 'healthy', '--out', 'x', '--seed', '1.5'], '--seed must be'],
    [['run', 'healthy', '--out', 'x', '--scale', '0'], '--scale must be'],
    [['run', 'healthy', '--out', 'x', '--scale', 'much'], '--scale must be'],
    [['run', 'healthy', '--out', 'x', '--start-ns', 'now'], '--start-ns must be'],
    [['run', 'healthy', '--out', 'x', '--speed', '2'], 'unknown argument "--speed"'],
  ])('refuses %j', (args, reason) => {
    const command = parseCommand(args);
    expect(command.kind === 'bad' ? command.reason : command).toContain(reason);
  });
});
