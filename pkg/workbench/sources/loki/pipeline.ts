import { refuse } from '../answer';
import { anywhere, comparison, type Test } from '../matching';
import { child, collect, descend, need, type Part, unquote } from '../syntax';
import {
  dropLabels,
  type Extraction,
  jsonParser,
  labelFilter,
  lineFilter,
  logfmtParser,
  regexpParser,
  type Stage,
} from './stages';

export const LANGUAGE = 'LogQL';

/** A log query: which streams, and what each line goes through. */
export interface LogQuery {
  readonly selects: (labels: Readonly<Record<string, string>>) => boolean;
  readonly stages: readonly Stage[];
  /** Literals and patterns of line filters, for highlighting. */
  readonly searchWords: readonly string[];
}

/** The selector and the stages below a part. */
export function readLogPipeline(part: Part): LogQuery {
  const matchers = collect(need(LANGUAGE, part, 'Selector'), new Set(['Matcher'])).map(readMatcher);
  const searchWords: string[] = [];
  const stages = collect(part, new Set(['PipelineStage'])).flatMap((stage) => readStage(stage, searchWords));
  return { selects: (labels) => matchers.every(({ name, test }) => test(labels[name] ?? '')), stages, searchWords };
}

function readStage(stage: Part, searchWords: string[]): readonly Stage[] {
  const part = stage.parts.find(({ name }) => name !== 'Pipe') ?? stage;
  switch (part.name) {
    case 'LineFilters':
      return collect(part, new Set(['LineFilter'])).map((filter) => lineFilter(readLineFilter(filter, searchWords)));
    case 'JsonExpressionParser':
      return [jsonParser(readExtractions(part))];
    case 'LogfmtExpressionParser':
      return [logfmtParser(readExtractions(part))];
    case 'LogfmtParser':
      return part.parts.length === 1 ? [logfmtParser(undefined)] : refuse(LANGUAGE, part.name, part.text);
    case 'LabelParser':
      return [readLabelParser(part)];
    case 'LabelFilter':
      return [labelFilter(readLabelFilter(part))];
    case 'DropLabelsExpr':
      return [dropLabels(collect(part, new Set(['DropLabel'])).map(readDropped))];
    default:
      return refuse(LANGUAGE, part.name, part.text);
  }
}

function readLineFilter(part: Part, searchWords: string[]): Test {
  const operator = need(LANGUAGE, part, 'Filter').text;
  const literal = unquote(need(LANGUAGE, part, 'String').text);
  if (part.parts.length !== 2) {
    return refuse(LANGUAGE, 'OrFilter', part.text);
  }
  if (operator === '|=') {
    searchWords.push(literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return (line) => line.includes(literal);
  }
  if (operator === '|~') {
    searchWords.push(literal);
    return anywhere(literal);
  }
  if (operator === '!=' || operator === '!~') {
    const matches = operator === '!=' ? (line: string) => line.includes(literal) : anywhere(literal);
    return (line) => !matches(line);
  }
  return refuse(LANGUAGE, 'the line filter', operator);
}

function readLabelParser(part: Part): Stage {
  if (child(part, 'Json') !== undefined) {
    return jsonParser(undefined);
  }
  return child(part, 'Regexp') === undefined
    ? refuse(LANGUAGE, part.name, part.text)
    : regexpParser(unquote(need(LANGUAGE, part, 'String').text));
}

function readExtractions(part: Part): readonly Extraction[] {
  return collect(part, new Set(['LabelExtractionExpression'])).map((extraction) => ({
    label: need(LANGUAGE, extraction, 'Identifier').text,
    expression: unquote(need(LANGUAGE, extraction, 'String').text),
  }));
}

/** The grammar nests `a or b and c` to the left or right; brackets are single children. */
function readLabelFilter(part: Part): (label: (name: string) => string) => boolean {
  const at = descend(part, new Set(['Matcher']));
  if (at.name === 'Matcher') {
    const { name, test } = readMatcher(at);
    return (label) => test(label(name));
  }
  const [left, operator, right] = at.parts;
  if (at.name !== 'LabelFilter' || at.parts.length !== 3 || !['Or', 'And'].includes(operator.name)) {
    return refuse(LANGUAGE, at.name, at.text);
  }
  const first = readLabelFilter(left);
  const second = readLabelFilter(right);
  return operator.name === 'Or' ? (label) => first(label) || second(label) : (label) => first(label) && second(label);
}

function readMatcher(part: Part): { readonly name: string; readonly test: Test } {
  const operator = part.parts[1]?.text ?? '';
  const test = comparison(operator, unquote(need(LANGUAGE, part, 'String').text));
  return { name: need(LANGUAGE, part, 'Identifier').text, test: test ?? refuse(LANGUAGE, 'the operator', operator) };
}

function readDropped(part: Part): string {
  return part.parts.length === 1 ? need(LANGUAGE, part, 'Identifier').text : refuse(LANGUAGE, part.name, part.text);
}
