import { colorManipulator, FieldType, getDisplayProcessor, type GrafanaTheme2, type ValueMapping } from '@grafana/data';
import type { BreakerState } from '../../../engine/breaker';

/** How a state looks. Its shape is the same in every theme and says the same as its colour. */
export interface StateLook {
  readonly fill: string;
  /** Words on the fill. */
  readonly ink: string;
  /** The author's word for it, from value mappings. */
  readonly text: string | undefined;
}

/** Everything that the painters need to know of the theme and the mappings. */
export interface Look {
  readonly theme: GrafanaTheme2;
  readonly state: (state: BreakerState) => StateLook;
  /** What a missing breaker would have done. */
  readonly shadow: string;
  readonly failures: string;
  readonly rejected: string;
  /** What lies under everything. */
  readonly ground: string;
  readonly font: string;
}

const FILLS: Readonly<Record<'dark' | 'light', Readonly<Record<'open' | 'forced' | 'half-open' | 'closed', string>>>> =
  {
    dark: { open: 'semi-dark-red', forced: 'semi-dark-purple', 'half-open': 'yellow', closed: 'dark-green' },
    light: { open: 'red', forced: 'purple', 'half-open': 'dark-yellow', closed: 'green' },
  };
const DARK_INK = '#0b0c0e';
const LIGHT_INK = '#ffffff';
const LABEL_SIZE = 11.5;

/** Makes the look of a panel. Colours and words that value mappings give to states win over ours. */
export function makeLook(theme: GrafanaTheme2, mappings: readonly ValueMapping[], transparent: boolean): Look {
  const named = theme.visualization.getColorByName;
  const fills = theme.isDark ? FILLS.dark : FILLS.light;
  const own: Readonly<Record<BreakerState, string>> = {
    open: named(fills.open),
    forced: named(fills.forced),
    'half-open': named(fills['half-open']),
    closed: named(fills.closed),
    disabled: theme.colors.text.secondary,
    unknown: theme.colors.text.secondary,
  };
  const looks = new Map<BreakerState, StateLook>();
  const mapped = mappingOf(theme, mappings);
  const stateLook = (state: BreakerState): StateLook => {
    const { text, colour } = mapped(state);
    const fill = colour ?? own[state];
    return { fill, ink: inkOn(fill), text };
  };
  return {
    theme,
    state: (state) => {
      const look = looks.get(state) ?? stateLook(state);
      looks.set(state, look);
      return look;
    },
    shadow: theme.colors.warning.text,
    failures: named(theme.isDark ? 'red' : 'semi-dark-red'),
    rejected: named('blue'),
    ground: transparent ? theme.colors.background.canvas : theme.colors.background.primary,
    font: `500 ${LABEL_SIZE}px ${theme.typography.fontFamily}`,
  };
}

function inkOn(fill: string): string {
  return colorManipulator.getContrastRatio(LIGHT_INK, fill) >= colorManipulator.getContrastRatio(DARK_INK, fill)
    ? LIGHT_INK
    : DARK_INK;
}

interface Mapped {
  readonly text: string | undefined;
  readonly colour: string | undefined;
}

/** What the author's value mappings make of a state. */
function mappingOf(theme: GrafanaTheme2, mappings: readonly ValueMapping[]): (state: BreakerState) => Mapped {
  if (mappings.length === 0) {
    return () => ({ text: undefined, colour: undefined });
  }
  const display = getDisplayProcessor({
    field: { type: FieldType.string, config: { mappings: [...mappings] } },
    theme,
  });
  const plain = getDisplayProcessor({ field: { type: FieldType.string, config: {} }, theme });
  return (state) => {
    const [mapped, unmapped] = [display(state), plain(state)];
    return {
      text: mapped.text === unmapped.text ? undefined : mapped.text,
      colour: mapped.color === unmapped.color ? undefined : mapped.color,
    };
  };
}
