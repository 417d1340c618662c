import type { CallEdge, Propagation } from '../../../engine/cascade';
import type { Card } from './cards';

/** Services that nothing happened to, put together. */
export interface Group {
  readonly id: string;
  /** What their names have in common; '' when they have nothing in common. */
  readonly title: string;
  readonly members: readonly Card[];
}

/** A box of the graph. */
export type CascadeNode =
  | { readonly kind: 'card'; readonly id: string; readonly card: Card }
  | { readonly kind: 'group'; readonly id: string; readonly group: Group };

/** The calls from one box to another. */
export interface CascadeEdge {
  readonly id: string;
  readonly caller: string;
  readonly callee: string;
  /** Trouble that went along it, either way; what arrived first comes first. */
  readonly propagation: readonly Propagation[];
}

/** What is drawn, before it has a place. */
export interface CascadeGraph {
  readonly nodes: readonly CascadeNode[];
  readonly edges: readonly CascadeEdge[];
}

export interface GraphChoice {
  /** Boxes of single services at most, while there are others to put together. */
  readonly most: number;
  readonly showUntouched: boolean;
  /** IDs of groups whose members are drawn one by one. */
  readonly open: ReadonlySet<string>;
}

/** Where services are put together, so many of those next to a leading one have a box of their own at most. */
const MOST_NEIGHBOURS = 12;
/** Groups at most: the smallest are put together with the nameless rest. */
const MOST_GROUPS = 10;
const REST = 'group:';

/** Up to so many calls all are drawn; beyond, those that matter: the others would only hide them. */
const MOST_CALLS = 60;

/**
 * The boxes and arrows of a cascade. Services that degraded or are suspected always have a box of their own, the others
 * where all have room, else those next to the first and the suspects, as long as there is room; what is left is put
 * together. Where calls are many, they are drawn between touched services, and of the first and the suspects to anyone.
 * O(services log services + calls).
 */
export function makeGraph(
  cards: readonly Card[],
  calls: readonly CallEdge[],
  propagation: readonly Propagation[],
  choice: GraphChoice
): CascadeGraph {
  const touched = cards.filter(isTouched);
  const untouched = choice.showUntouched ? cards.filter((card) => !isTouched(card)) : [];
  const leading = new Set(touched.filter(isLeading).map(({ id }) => id));
  const near = neighbours(leading, calls);
  const room = Math.max(0, choice.most - touched.length);
  const single =
    untouched.length <= room
      ? untouched
      : untouched.filter(({ id }) => near.has(id)).slice(0, Math.min(room, MOST_NEIGHBOURS));
  const alone = new Set(single);
  const groups = groupsOf(untouched.filter((card) => !alone.has(card)));
  const nodes: readonly CascadeNode[] = [
    ...[...touched, ...single].map(cardNode),
    ...groups.flatMap((group): readonly CascadeNode[] =>
      choice.open.has(group.id) ? group.members.map(cardNode) : [{ kind: 'group', id: group.id, group }]
    ),
  ];
  const edges = edgesOf(nodes, calls, propagation);
  const hit = new Set(touched.map(({ id }) => id));
  const shown = new Set([...touched, ...single].map(({ id }) => id));
  return {
    nodes,
    edges:
      calls.length <= MOST_CALLS
        ? edges
        : edges.filter(
            ({ caller, callee }) =>
              (hit.has(caller) && hit.has(callee)) ||
              (leading.has(caller) && shown.has(callee)) ||
              (leading.has(callee) && shown.has(caller))
          ),
  };
}

/** What a reader looks at first. */
function isLeading({ first, suspect }: Card): boolean {
  return first !== undefined || suspect !== undefined;
}

/** Whether a service degraded or is suspected. */
export function isTouched({ after, suspect }: Card): boolean {
  return after !== undefined || suspect !== undefined;
}

function cardNode(card: Card): CascadeNode {
  return { kind: 'card', id: card.id, card };
}

function neighbours(chosen: ReadonlySet<string>, calls: readonly CallEdge[]): ReadonlySet<string> {
  return new Set(
    calls.flatMap(({ caller, callee }) => [
      ...(chosen.has(callee) ? [caller] : []),
      ...(chosen.has(caller) ? [callee] : []),
    ])
  );
}

function groupsOf(cards: readonly Card[]): readonly Group[] {
  const byWord = new Map<string, Card[]>();
  for (const card of cards) {
    const word = /^[^/]+(?=\/)|^[^-_.]+/.exec(card.title)?.[0] ?? '';
    byWord.set(word, [...(byWord.get(word) ?? []), card]);
  }
  const sorted = [...byWord].sort(([, a], [, b]) => b.length - a.length);
  const named = sorted.filter(([word, { length }]) => word !== '' && length > 1).slice(0, MOST_GROUPS - 1);
  const names = new Set(named.map(([word]) => word));
  const rest = sorted.flatMap(([word, members]) => (names.has(word) ? [] : members));
  return [
    ...named.map(([title, members]): Group => ({ id: `${REST}${title}`, title, members })),
    ...(rest.length === 0 ? [] : [{ id: REST, title: '', members: rest }]),
  ];
}

function edgesOf(
  nodes: readonly CascadeNode[],
  calls: readonly CallEdge[],
  propagation: readonly Propagation[]
): readonly CascadeEdge[] {
  const boxOf = new Map(
    nodes.flatMap((node): ReadonlyArray<readonly [string, string]> =>
      node.kind === 'card' ? [[node.id, node.id]] : node.group.members.map(({ id }) => [id, node.id])
    )
  );
  const edges = new Map<string, { caller: string; callee: string; propagation: Propagation[] }>();
  const edge = (caller: string, callee: string): Propagation[] | undefined => {
    const [from, to] = [boxOf.get(caller), boxOf.get(callee)];
    if (from === undefined || to === undefined || from === to) {
      return undefined;
    }
    const id = edgeId(from, to);
    const known = edges.get(id) ?? { caller: from, callee: to, propagation: [] };
    edges.set(id, known);
    return known.propagation;
  };
  calls.forEach(({ caller, callee }) => edge(caller, callee));
  propagation.forEach((one) => {
    const upwards = goesUp(one);
    edge(upwards ? one.to : one.from, upwards ? one.from : one.to)?.push(one);
  });
  return [...edges].map(([id, { caller, callee, propagation: spread }]) => ({
    id,
    caller,
    callee,
    propagation: spread.sort((a, b) => a.delay.at - b.delay.at),
  }));
}

/** Errors and latency go to callers; load and retries to callees. */
export function goesUp({ kind }: Propagation): boolean {
  return kind === 'errors' || kind === 'latency';
}

function edgeId(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
