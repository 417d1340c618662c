import { parseCommand } from './command';

describe('parseCommand', () => {
  it('reads list, help and run', () => {
    expect(parseCommand(['list'])).toEqual({ kind: 'list' });
    expect(parseCommand(['--help'])).toEqual({ kind: 'help' });
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

  it.each([
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
