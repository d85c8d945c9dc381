// All runs.

import {html, nothing} from 'lit';
import {seconds, share, short} from './format';
import {ListView} from './list';
import type {Run} from './types';
import {badge, progress, when} from './view';

class GraftRuns extends ListView<Run> {
  protected readonly caption = 'Runs';
  protected readonly list = 'runs';
  protected readonly states = ['training', 'evaluating', 'deciding', 'promoted', 'refused', 'inconclusive', 'abandoned', 'superseded'];
  protected readonly nothingYet = 'No run has begun yet. One does as soon as a batch is accepted and the task’s trigger agrees.';

  protected items(items: Run[]) {
    return html`<ul class="plain">${items.map(run => html`
      <li><a class="row-link" href="#/runs/${run.id}">
        <span class="spread"><b>${run.task} <span class="mono">${short(run.id)}</span></b>${badge(run.state)}</span>
        ${run.explanation ? html`<span class="hint clamp">${run.explanation}</span>` : nothing}
        ${run.state === 'training' ? progress(run.training.percent, `Training of ${run.task}`) : nothing}
        <span class="spread hint"><span>epoch ${run.training.epoch} of ${run.training.plannedEpochs}
          ${run.validationMacroF1 != null ? `· validation macro F1 ${share(run.validationMacroF1)}` : nothing}
          ${run.computeSeconds != null ? `· ${seconds(run.computeSeconds)}` : nothing}
          ${run.version != null ? `· version ${run.version}` : nothing}</span><span>${when(run.since)}</span></span>
      </a></li>`)}</ul>`;
  }
}

customElements.define('graft-runs', GraftRuns);
