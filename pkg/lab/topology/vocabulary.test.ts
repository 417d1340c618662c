import { Random } from '../random';
import { access, cards, orders, shop } from './index';
import type { Step } from './service';
import { vocabularyFor } from './vocabulary';
import { alternativeNames, wordings } from './wording';

function stepsOf(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => {
    const inner = step.kind === 'together' ? step.branches.flat() : step.kind === 'span' ? step.steps : undefined;
    return inner === undefined ? [step] : stepsOf(inner);
  });
}

const topologies = [shop(new Random(1), { events: true }), orders(), access(new Random(1)), cards(new Random(1))];

describe('vocabulary', () => {
  it('has words for every message, names for every role', () => {
    for (const { services } of topologies) {
      for (const { role, operations } of services) {
        expect(alternativeNames[role]?.length).toBeGreaterThan(1);
        const logs = operations
          .flatMap(({ steps }) => stepsOf(steps))
          .flatMap((step) => (step.kind === 'log' ? [step.message] : []));
        expect(logs.filter((key) => (wordings[key]?.length ?? 0) < 2)).toEqual([]);
      }
    }
  });

  it('gives no two services of a topology one name, whatever the seed', () => {
    for (let seed = 10; seed < 60; seed += 1) {
      const words = vocabularyFor(seed, new Random(seed));
      for (const { services } of topologies) {
        const names = services.map(({ role }) => words.name(role));
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it('calls only operations that exist', () => {
    for (const { services } of topologies) {
      const known = new Set(
        services.flatMap(({ role, operations }) => operations.map(({ name }) => `${role} ${name}`))
      );
      const calls = services.flatMap(({ operations }) =>
        operations
          .flatMap(({ steps }) => stepsOf(steps))
          .flatMap((step) => (step.kind === 'call' ? [`${step.to} ${step.operation}`] : []))
      );
      expect(calls.filter((call) => !known.has(call))).toEqual([]);
    }
  });

  it('keeps request IDs where the presets look for them', () => {
    for (let seed = 10; seed < 40; seed += 1) {
      const words = vocabularyFor(seed, new Random(seed));
      expect(['request_id', 'http.request.id', 'request.id', 'correlation_id']).toContain(words.requestAttribute);
      expect(['request_id', 'correlation_id']).toContain(words.requestField);
    }
  });
});
