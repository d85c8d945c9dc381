// One run: how far it is, its curves, and the verdict on its challenger.

import {html, nothing} from 'lit';
import {ask, path, wish} from './api';
import './chart';
import {confirmDeed} from './confirm';
import {losses, scores} from './curves';
import './evaluation';
import {count, percent, seconds, share, short} from './format';
import type {Evaluation, RunDetail, Verdict} from './types';
import {ruleList} from './verdict';
import {badge, card, empty, heading, Part, progress, tile, View, when} from './view';

class GraftRun extends View {
  private detail!: RunDetail;
  private evaluation = new Part<Evaluation>();

  private get key() {
    return this.getAttribute('key') ?? '';
  }

  protected async read() {
    this.detail = await ask<RunDetail>(path('api/runs', this.key));
    const last = this.detail.evaluations.at(-1);
    if (last && this.evaluation.value?.attempt !== last.attempt) {
      this.requestUpdate();
      this.loaded = true;
      await this.evaluation.fill(ask<Evaluation>(path('mesh/evaluations', this.key, last.attempt)));
    }
  }

  protected show() {
    const {run, curve, evaluations} = this.detail;
    const {training} = run;
    const last = evaluations.at(-1);
    return html`
      <p class="crumbs"><a href="#/runs">Runs</a> / <a href="#/models/${run.task}">${run.task}</a></p>
      ${heading(html`Run <span class="mono">${short(run.id)}</span>`, badge(run.state),
        run.state === 'training' && !run.stopRequested ? html`<button type="button" class="btn btn-outline-danger btn-sm" @click=${this.cancel}>Cancel the run</button>` : nothing)}
      ${run.stopRequested && run.state === 'training' ? html`<p class="alert alert-warning" role="status">It will stop: ${run.stopRequested}</p>` : nothing}
      ${run.explanation ? html`<p class="lead">${run.explanation}</p>` : nothing}
      ${run.supersededBy?.runId ? html`<p>Its rows are learnt by <a href="#/runs/${run.supersededBy.runId}">run ${short(run.supersededBy.runId)}</a>.</p>` : nothing}
      ${run.state === 'training' ? progress(training.percent, `Progress ${percent(training.percent)}`) : nothing}
      <dl class="tiles">
        ${tile('epoch', `${training.epoch} of ${training.plannedEpochs}`, run.stoppedEarly ? 'stopped early' : nothing)}
        ${run.state === 'training' ? tile('time left', training.secondsLeft != null ? seconds(training.secondsLeft) : '–', percent(training.percent)) : tile('training took', run.computeSeconds != null ? seconds(run.computeSeconds) : '–')}
        ${tile('best epoch', training.bestEpoch ?? '–')}
        ${tile('rows a second', training.samplesPerSecond != null ? count(Math.round(training.samplesPerSecond)) : '–', run.device ?? nothing)}
        ${tile('validation macro F1', share(run.validationMacroF1 ?? curve.at(-1)?.validationMacroF1))}
        ${run.rows ? tile('rows', count(run.rows.train), `${count(run.rows.validation)} validation, ${count(run.rows.test)} test`) : nothing}
      </dl>
      ${card('Curves', curve.length ? html`<div class="columns even">
          <graft-chart .drawing=${losses(curve, training.plannedEpochs, training.bestEpoch)} .label=${`Losses over ${curve.length} epochs; validation loss now ${share(curve.at(-1)?.validationLoss)}`}></graft-chart>
          <graft-chart .drawing=${scores(curve, training.plannedEpochs, training.bestEpoch)} .label=${`Validation scores over ${curve.length} epochs; macro F1 now ${share(curve.at(-1)?.validationMacroF1)}`}></graft-chart>
        </div>${this.curveTable()}` : empty(this.detail.whole ? 'The first epoch is not done yet; the curve begins with it.' : 'This run is too old: its curve is not remembered.'))}
      ${last ? this.verdict(last) : nothing}
      ${last ? this.evaluation.show(value => html`<graft-evaluation .evaluation=${value}></graft-evaluation>`, 'The evaluation’s document is not in the store any more.') : nothing}
      ${card('How it learns', html`<p>${run.strategy ?? 'Not resolved yet.'}</p><p class="hint">Began ${when(run.since)}
        ${run.startedFromVersion ? html`from <a href="#/models/${run.task}/versions/${run.startedFromVersion}">version ${run.startedFromVersion}</a>` : 'from the bare backbone'}
        ${run.attempt && run.attempt > 1 ? html`· held by ${run.attempt} trainers in turn` : nothing} · <span class="mono">${run.id}</span></p>`)}`;
  }

  private verdict(verdict: Verdict) {
    const {challenger, champion} = verdict;
    return card('The verdict', html`
      <p class="lead">${verdict.summary}</p>
      <dl class="tiles">
        ${tile('challenger’s macro F1', share(challenger.macroF1), `${count(challenger.rows)} test rows`)}
        ${tile('champion’s macro F1', share(champion?.macroF1), verdict.championVersion ? `version ${verdict.championVersion}` : 'there was none')}
        ${tile('accuracy', share(challenger.accuracy), champion ? `champion ${share(champion.accuracy)}` : nothing)}
        ${tile('evaluation took', seconds(verdict.computeSeconds))}
      </dl>
      ${ruleList(verdict.rules)}`, badge(verdict.decision));
  }

  private curveTable() {
    return html`<details><summary>As a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Curves as a table"><table class="table">
      <thead><tr><th>epoch</th><th>training loss</th><th>validation loss</th><th>accuracy</th><th>macro F1</th><th>rows a second</th></tr></thead>
      <tbody>${this.detail.curve.map(at => html`<tr><th scope="row">${at.epoch}</th><td>${share(at.trainLoss)}</td><td>${share(at.validationLoss)}</td>
        <td>${share(at.validationAccuracy)}</td><td>${share(at.validationMacroF1)}</td><td>${count(Math.round(at.samplesPerSecond))}</td></tr>`)}</tbody></table></div></details>`;
  }

  private async cancel() {
    await confirmDeed({
      title: 'Cancel this run?',
      text: 'It ends at its next step. What it has learnt is not used; its rows stay in the data set and are learnt by the next run.',
      verb: 'Cancel the run', danger: true,
      act: explanation => wish(path('mesh/runs', this.key, 'cancel'), {explanation})
    });
    await this.load();
  }
}

customElements.define('graft-run', GraftRun);
