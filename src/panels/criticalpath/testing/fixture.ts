import { drawTrace } from '../../../../pkg/testkit';
import { finish } from '../../../engine/steps';
import { analyse, type OneSettings, type OneTrace } from '../model/one';
import { type LineFilter, type Lines, visibleLines } from '../model/tree';

const SETTINGS: OneSettings = { rule: 'last-finishing', backToBack: 'inclusive', faster: 0.2 };

/** A checkout that waits for the fraud check, with a cart that is read beside it. */
export const CHECKOUT = `
  frontend/checkout [0-1000] server #f1
    cart/read [20-120] #c1
      cart/select [30-110] #c2
    payment/charge [150-980] client #p1
      payment/charge [160-970] server error #p2
        payment/score [200-900] client error #p3
    mail/send [400-420] #m1
`;

/** A drawn trace, analysed. */
export function analysed(text: string, settings: Partial<OneSettings> = {}): OneTrace {
  return finish(analyse(drawTrace(text), { ...SETTINGS, ...settings }));
}

/** The lines of a trace, unfolded unless said otherwise. */
export function linesOf(one: OneTrace, filter: Partial<LineFilter> = {}): Lines {
  return visibleLines(one.trace, one.tree, { folded: new Set(), only: undefined, ...filter });
}

/** Operations of lines, indented by depth. */
export function printLines(one: OneTrace, lines: Lines): string {
  return Array.from(
    lines.rows,
    (row) => `${'  '.repeat(one.tree.depth[row] ?? 0)}${one.trace.operation[row] ?? ''}`
  ).join('\n');
}

/** Every character is six pixels wide. */
export const WORDS = {
  length: (time: number) => `${time / 1e6} ms`,
  onPath: (time: number, drag: number | undefined) =>
    `${time / 1e6} ms on the path${drag === undefined ? '' : `, drag ${drag / 1e6} ms`}`,
  measure: (text: string) => text.length * 6,
};
