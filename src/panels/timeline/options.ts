import { FieldConfigProperty, type PanelOptionsEditorBuilder, type PanelPlugin } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { migrateRecord, versionOf, type Step, type Stored } from '../../engine/stored';

/**
 * The version of the options that this build writes. Version 1 did not say its version, and let parts of the legend and
 * the tooltip be absent; dashboards written by hand had them as one word, and numbers as text.
 */
const OPTIONS_VERSION = 2;
const FIRST_VERSION = 1;

/** What the dashboard's author sets. */
export interface TimelineOptions {
  readonly version: typeof OPTIONS_VERSION;
  readonly view: 'lanes' | 'list';
  /** Nothing quieter than this. */
  readonly level: 'all' | 'info' | 'warning' | 'error';
  /** Show only what lies within so many seconds of an error; 0 shows everything. */
  readonly aroundErrors: number;
  /** Metric strips under a lane, at most. */
  readonly strips: number;
  readonly axis: 'both' | 'offset' | 'clock';
  /** Everything on one clock, as far as the traces tell the clocks of their nodes. */
  readonly correctClocks: boolean;
  /** What dragging across the drawing does. */
  readonly brush: 'zoom' | 'dashboard';
  readonly showControls: boolean;
  readonly showReport: boolean;
  readonly legend: { readonly showLegend: boolean; readonly placement: 'bottom' | 'right' };
  readonly tooltip: { readonly mode: TooltipDisplayMode };
}

/** What a new panel starts from. */
export const defaultOptions: TimelineOptions = {
  version: OPTIONS_VERSION,
  view: 'lanes',
  level: 'all',
  aroundErrors: 0,
  strips: 1,
  axis: 'both',
  correctClocks: false,
  brush: 'zoom',
  showControls: true,
  showReport: true,
  legend: { showLegend: false, placement: 'bottom' },
  tooltip: { mode: TooltipDisplayMode.Single },
};

/** The options that a stored panel lacks take their defaults: dashboards are written by hand too. */
export function withDefaults(options: Partial<TimelineOptions>): TimelineOptions {
  return {
    ...defaultOptions,
    ...options,
    legend: { ...defaultOptions.legend, ...options.legend },
    tooltip: { ...defaultOptions.tooltip, ...options.tooltip },
  };
}

/** What each version changed, by the version that it leaves. */
const STEPS: Readonly<Record<number, Step>> = {
  1: ({ legend, tooltip, strips, aroundErrors, ...rest }) => ({
    ...rest,
    ...numbered({ strips, aroundErrors }),
    legend: { ...defaultOptions.legend, ...(typeof legend === 'boolean' ? { showLegend: legend } : partOf(legend)) },
    tooltip: { ...defaultOptions.tooltip, ...(typeof tooltip === 'string' ? { mode: tooltip } : partOf(tooltip)) },
  }),
};

/** Stored options in the present version. What is newer stays as it is. */
function migrateOptions(stored: unknown): Partial<TimelineOptions> {
  const options = partOf(stored);
  return migrateRecord(options, STEPS, { from: versionOf(options, FIRST_VERSION), to: OPTIONS_VERSION });
}

/** Gives the panel its options, their migration, and the field options that mean something to it. */
export function withTimelineOptions(plugin: PanelPlugin<TimelineOptions>): PanelPlugin<TimelineOptions> {
  return plugin
    .useFieldConfig({
      disableStandardOptions: [
        FieldConfigProperty.Color,
        FieldConfigProperty.Mappings,
        FieldConfigProperty.Thresholds,
        FieldConfigProperty.Min,
        FieldConfigProperty.Max,
        FieldConfigProperty.NoValue,
        FieldConfigProperty.Decimals,
      ],
    })
    .setPanelOptions(addOptions)
    .setMigrationHandler(
      ({ options }) => migrateOptions(options),
      ({ options }) => versionOf(options, FIRST_VERSION) !== OPTIONS_VERSION
    );
}

function partOf(value: unknown): Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Without what is absent; text that is a number, as one. */
function numbered(fields: Stored): Stored {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : value,
      ])
  );
}

/** The option pane. */
function addOptions(builder: PanelOptionsEditorBuilder<TimelineOptions>): void {
  addViewOptions(builder);
  addFilterOptions(builder);
  addFrameOptions(builder);
  // Not shown: it stamps new panels, so that a later version knows what they hold.
  builder.addNumberInput({ path: 'version', name: 'version', defaultValue: OPTIONS_VERSION, showIf: () => false });
}

function addViewOptions(builder: PanelOptionsEditorBuilder<TimelineOptions>): void {
  builder
    .addRadio({
      path: 'view',
      name: t('timeline.options.view', 'View'),
      defaultValue: defaultOptions.view,
      settings: {
        options: [
          { value: 'lanes', label: t('timeline.options.view-lanes', 'Lanes') },
          { value: 'list', label: t('timeline.options.view-list', 'List') },
        ],
      },
    })
    .addSliderInput({
      path: 'strips',
      name: t('timeline.options.strips', 'Metric strips'),
      description: t('timeline.options.strips-description', 'How many metrics to draw under a lane, at most'),
      defaultValue: defaultOptions.strips,
      settings: { min: 0, max: 4, step: 1 },
    })
    .addRadio({
      path: 'axis',
      name: t('timeline.options.axis', 'Time axis'),
      defaultValue: defaultOptions.axis,
      settings: {
        options: [
          { value: 'both', label: t('timeline.options.axis-both', 'Both') },
          { value: 'offset', label: t('timeline.options.axis-offset', 'Offset') },
          { value: 'clock', label: t('timeline.options.axis-clock', 'Clock') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'correctClocks',
      name: t('timeline.options.correct-clocks', 'Correct clocks'),
      description: t(
        'timeline.options.correct-clocks-description',
        'Draws spans and log lines of nodes whose clocks are wrong where they belong, marked as moved'
      ),
      defaultValue: defaultOptions.correctClocks,
    })
    .addRadio({
      path: 'brush',
      name: t('timeline.options.brush', 'Dragging across'),
      description: t('timeline.options.brush-description', 'With Alt held down, dragging does the other thing'),
      defaultValue: defaultOptions.brush,
      settings: {
        options: [
          { value: 'zoom', label: t('timeline.options.brush-zoom', 'Zooms the panel') },
          { value: 'dashboard', label: t('timeline.options.brush-dashboard', "Sets the dashboard's time") },
        ],
      },
    });
}

function addFilterOptions(builder: PanelOptionsEditorBuilder<TimelineOptions>): void {
  builder
    .addSelect({
      path: 'level',
      name: t('timeline.options.level', 'Least level'),
      defaultValue: defaultOptions.level,
      settings: {
        options: [
          { value: 'all', label: t('timeline.level.all', 'All levels') },
          { value: 'info', label: t('timeline.level.info', 'Info and above') },
          { value: 'warning', label: t('timeline.level.warning', 'Warnings and errors') },
          { value: 'error', label: t('timeline.level.error', 'Errors') },
        ],
      },
    })
    .addNumberInput({
      path: 'aroundErrors',
      name: t('timeline.options.around', 'Seconds around errors'),
      description: t(
        'timeline.options.around-description',
        'Show only what lies this close to an error; 0 shows everything'
      ),
      defaultValue: defaultOptions.aroundErrors,
      settings: { min: 0 },
    });
}

function addFrameOptions(builder: PanelOptionsEditorBuilder<TimelineOptions>): void {
  builder
    .addBooleanSwitch({
      path: 'showControls',
      name: t('timeline.options.controls', 'Controls'),
      defaultValue: defaultOptions.showControls,
    })
    .addBooleanSwitch({
      path: 'showReport',
      name: t('timeline.options.report', 'Coverage and join report'),
      defaultValue: defaultOptions.showReport,
    })
    .addBooleanSwitch({
      path: 'legend.showLegend',
      name: t('timeline.options.legend', 'Legend'),
      category: [t('timeline.options.legend-category', 'Legend')],
      defaultValue: defaultOptions.legend.showLegend,
    })
    .addRadio({
      path: 'legend.placement',
      name: t('timeline.options.legend-placement', 'Placement'),
      category: [t('timeline.options.legend-category', 'Legend')],
      defaultValue: defaultOptions.legend.placement,
      settings: {
        options: [
          { value: 'bottom', label: t('timeline.options.legend-bottom', 'Bottom') },
          { value: 'right', label: t('timeline.options.legend-right', 'Right') },
        ],
      },
      showIf: (options) => options.legend?.showLegend,
    })
    .addRadio({
      path: 'tooltip.mode',
      name: t('timeline.options.tooltip', 'Tooltip mode'),
      category: [t('timeline.options.tooltip-category', 'Tooltip')],
      defaultValue: defaultOptions.tooltip.mode,
      settings: {
        options: [
          { value: TooltipDisplayMode.Single, label: t('timeline.options.tooltip-single', 'Single') },
          { value: TooltipDisplayMode.Multi, label: t('timeline.options.tooltip-all', 'All') },
          { value: TooltipDisplayMode.None, label: t('timeline.options.tooltip-none', 'Hidden') },
        ],
      },
    });
}
