import { type VisualizationSuggestion, VisualizationSuggestionScore, type PanelDataSummary } from '@grafana/data';
import { t } from '@grafana/i18n';
import { classifyFrames } from '../../frames';
import type { CriticalPathOptions } from './options';

/**
 * Offers the panel where the data holds spans. Traces announce themselves, and whatever has their fields is one too:
 * `rawFrames` is optional in Grafana's types.
 */
export function suggest(data: PanelDataSummary): Array<VisualizationSuggestion<CriticalPathOptions>> {
  const frames = data.rawFrames ?? [];
  const traces = classifyFrames(frames).traces.length;
  if (traces === 0 && !data.hasPreferredVisualisationType('trace')) {
    return [];
  }
  return [
    {
      name: t('criticalpath.suggestion.name', 'Critical path'),
      description: t('criticalpath.suggestion.description', 'Where the time of the request went'),
      score: VisualizationSuggestionScore.Good,
      cardOptions: {
        // A card has no room for controls and words.
        previewModifier: (suggestion) => {
          suggestion.options = { ...suggestion.options, showControls: false, showTable: false, showFooter: false };
        },
      },
    },
  ];
}
