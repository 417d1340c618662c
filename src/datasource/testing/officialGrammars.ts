import { parser as logqlParser } from '@grafana/lezer-logql';
import { parser as traceqlParser } from '@grafana/lezer-traceql';
import { parser as promqlParser } from '@prometheus-io/lezer-promql';

export type Language = 'traceql' | 'logql' | 'promql';

/** A comparison with a literal, as the grammar's tree shows it. */
export interface Comparison {
  /** Label, attribute, `line` for a line filter, or `extract NAME` for what a parser stage reads. */
  readonly name: string;
  readonly operator: string;
  /** As written, quotes included. */
  readonly literal: string;
}

export interface ParsedQuery {
  readonly errors: number;
  readonly comparisons: readonly Comparison[];
  /** The query with every string literal replaced: what of its structure a value could have changed. */
  readonly skeleton: string;
}

const PARSERS = { logql: logqlParser, traceql: traceqlParser, promql: promqlParser };
const STRINGS = new Set(['String', 'StringLiteral']);
const NAMES = new Set(['Identifier', 'LabelName', 'AttributeField', 'Regexp']);
const OPERATORS = new Set(['Eq', 'Re', 'FieldOp', 'EqlSingle', 'EqlRegex', 'PipeExact', 'PipeMatch']);

/** Parses with the language's published grammar and lists what is compared with what. */
export function parseQuery(language: Language, query: string): ParsedQuery {
  const comparisons: Comparison[] = [];
  let errors = 0;
  let skeleton = '';
  let copied = 0;
  let name = '';
  let operator = '';
  PARSERS[language].parse(query).iterate({
    enter(node) {
      const text = query.slice(node.from, node.to);
      errors += node.type.isError ? 1 : 0;
      if (NAMES.has(node.name)) {
        name = node.name === 'Identifier' && name.endsWith(`.${text}`) ? name : text;
      } else if (OPERATORS.has(node.name)) {
        operator = text;
        name = node.name.startsWith('Pipe') ? 'line' : name;
      } else if (STRINGS.has(node.name)) {
        const extracted = node.node.parent?.name === 'LabelExtractionExpression';
        comparisons.push({ name: extracted ? `extract ${name}` : name, operator, literal: text });
        skeleton += `${query.slice(copied, node.from)}S`;
        copied = node.to;
      }
    },
  });
  return { errors, comparisons, skeleton: skeleton + query.slice(copied) };
}
