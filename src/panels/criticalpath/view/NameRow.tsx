import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import React, { type Dispatch, memo } from 'react';
import { raw } from '../../../ui';
import { Line, type OneTrace, type ViewAction } from '../viewModel';
import { serviceOf } from './facts';
import { Glyph } from './Glyph';
import type { Look } from './look';
import type { Words } from './words';

interface Props {
  readonly id: string;
  readonly one: OneTrace;
  readonly row: number;
  readonly line: number;
  readonly top: number;
  readonly width: number;
  readonly folded: boolean;
  readonly focused: boolean;
  readonly quiet: boolean;
  /** {@link nameRowStyles}, made once for all rows. */
  readonly styles: ReturnType<typeof nameRowStyles>;
  readonly look: Look;
  readonly words: Words;
  readonly dispatch: Dispatch<ViewAction>;
}

const INDENT = 12;
/** Deeper spans are not indented further: their names need the room. */
const INDENT_SHARE = 0.4;

/** Service and operation of one span, and the handle that folds what is below it. */
export const NameRow = memo(function NameRow(props: Props) {
  const { id, one, row, line, top, width, folded, focused, quiet, styles, look, words, dispatch } = props;
  const { trace, tree, path } = one;
  const { [row]: depth = 0 } = tree.depth;
  const { [row]: size = 1 } = tree.below;
  const below = size - 1;
  const key = serviceOf(one, row);
  const onPath = path.onPath[row] === 1;
  const spanId = trace.spanId[row] ?? '';
  const operation = words.operation(trace.operation[row] ?? '');
  const name = `${words.service(key)} ${operation}`;
  const indent = Math.min(depth * INDENT, width * INDENT_SHARE);
  return (
    <div
      id={id}
      className={`${styles.row} ${focused ? styles.focused : ''} ${quiet ? styles.quiet : ''}`}
      style={{ paddingLeft: indent + 2, top }}
      role="row"
      aria-rowindex={line + 1}
      aria-level={depth + 1}
      aria-expanded={below > 0 ? !folded : undefined}
      aria-selected={focused}
      onClick={() => dispatch({ kind: 'open', span: spanId })}
    >
      <Handle
        styles={styles}
        below={below}
        folded={folded}
        label={words.fold(below, folded)}
        onFold={() => dispatch({ kind: 'fold', span: spanId })}
      />
      <span className={styles.chip} style={{ backgroundColor: look.service(key).line }} />
      <span className={styles.text} role="gridcell" title={name}>
        <span className={onPath ? styles.onPath : styles.offPath}>{words.service(key)}</span>
        <span className={onPath ? styles.operation : styles.offPath}>{operation}</span>
        {folded && below > 0 && (
          <span className={styles.offPath}>{t('criticalpath.row.folded', '+{{count}}', raw({ count: below }))}</span>
        )}
      </span>
    </div>
  );
});

interface HandleProps extends Pick<Props, 'styles'> {
  /** Spans below this one. */
  readonly below: number;
  readonly folded: boolean;
  readonly label: string;
  readonly onFold: () => void;
}

/** Always in the page, though hidden where there is nothing to fold: rows are used again for other spans as they scroll. */
function Handle({ styles, below, folded, label, onFold }: HandleProps) {
  return (
    <span className={styles.handle} role={below > 0 ? 'gridcell' : 'presentation'}>
      <button
        type="button"
        className={styles.button}
        style={{ visibility: below > 0 ? undefined : 'hidden' }}
        tabIndex={-1}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          onFold();
        }}
      >
        <Glyph name={folded ? 'right' : 'down'} />
      </button>
    </span>
  );
}

/** Styles of the rows of names. */
export function nameRowStyles(theme: GrafanaTheme2) {
  return {
    row: css({
      alignItems: 'center',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      cursor: 'pointer',
      display: 'flex',
      fontSize: theme.typography.bodySmall.fontSize,
      height: Line.height,
      left: 0,
      paddingRight: theme.spacing(1),
      position: 'absolute',
      right: 0,
      whiteSpace: 'nowrap',
      '&:hover': { background: theme.colors.action.hover },
    }),
    focused: css({ background: theme.colors.action.selected, boxShadow: `inset 2px 0 0 ${theme.colors.primary.main}` }),
    quiet: css({ opacity: 0.45 }),
    handle: css({ flex: '0 0 auto', width: 16 }),
    button: css({
      background: 'none',
      border: 'none',
      color: theme.colors.text.secondary,
      display: 'block',
      lineHeight: 1,
      padding: 0,
      '&:hover': { color: theme.colors.text.primary },
    }),
    chip: css({ borderRadius: 1, flex: '0 0 auto', height: 14, marginRight: 6, width: 3 }),
    text: css({ flex: '1 1 auto', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
    onPath: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
    operation: css({ color: theme.colors.text.primary, marginLeft: theme.spacing(1) }),
    offPath: css({ color: theme.colors.text.secondary, '& + &': { marginLeft: theme.spacing(1) } }),
  };
}
