// The mesh at one glance: what is on its way, what is live, what just happened.

import {html, nothing} from 'lit';
import {ask} from './api';
import {clock, count, many, percent, seconds, share, words} from './format';
import {live} from './live';
import type {Batch, Champion, Item, Overview, Page, Run, Stage} from './types';
import {batchList} from './batches';
import {badge, card, empty, heading, progress, tile, View, when} from './view';

const STAGES: Record<string, string> = {
  batch: 'Batches', 'data-prep': 'Data prep', trainer: 'Trainer', evaluator: 'Evaluator', registry: 'Registry', predictor: 'Predictor'
};
const ROLES: Record<string, string> = {
  batch: 'labelled rows arrive', 'data-prep': 'validates and snapshots', trainer: 'learns', evaluator: 'compares', registry: 'decides',
  predictor: 'answers'
};

export const runProgress = (run: Run) => html`
  <li><a class="row-link" href="#/runs/${run.id}">
    <span class="spread"><b>${run.task}</b>${badge(run.state)}</span>
    ${progress(run.training.percent, `Training of ${run.task}`)}
    <span class="spread hint"><span>epoch ${run.training.epoch} of ${run.training.plannedEpochs} · ${percent(run.training.percent)}</span>
      <span>${run.state === 'training' && run.training.secondsLeft != null ? `${seconds(run.training.secondsLeft)} left` : nothing}</span></span>
  </a></li>`;

export const champion = (model: Champion) => html`
  <li><a class="row-link" href="#/models/${model.task}">
    <span class="spread"><b>${model.task}</b><span class="version">version ${model.version}</span></span>
    <span class="hint">${model.summary}</span>
    <span class="spread hint"><span>${model.scores ? `macro F1 ${share(model.scores.macroF1)} on ${many(model.scores.rows, 'row')}` : nothing}</span>
      <span>${model.kind === 'rolled-back' ? 'rolled back' : 'live'} ${when(model.since)}</span></span>
  </a></li>`;

class GraftOverview extends View {
  private overview!: Overview;
  private batches: Batch[] = [];

  protected async read() {
    const [overview, batches] = await Promise.all([ask<Overview>('api/overview'), ask<Page<Batch>>('api/batches?limit=6')]);
    this.overview = overview;
    this.batches = batches.items;
  }

  protected show() {
    const mesh = this.overview;
    return html`
      ${heading('From batch to model', html`<dl class="tiles small">
        ${tile('events', count(mesh.events))}${tile('tasks', count(mesh.tasks))}
        ${tile('dead letters', html`<a href="#/letters">${count(mesh.deadLetters)}</a>`)}</dl>`)}
      ${mesh.caughtUp ? nothing : html`<p class="alert alert-info" role="status">The past is still being read; the figures grow.</p>`}
      <ol class="flow" aria-label="The flow from batch to model">${mesh.flow.map(stage => this.stage(stage))}</ol>
      <div class="columns">
        <div>
          ${card('Learning now', mesh.activeRuns.length
            ? html`<ul class="plain">${mesh.activeRuns.slice(0, 8).map(runProgress)}</ul>`
            : empty('No run is under way. Announce a batch, and one begins.'))}
          ${card('Newest batches', this.batches.length
            ? batchList(this.batches)
            : empty(html`No batch has come yet. Send one: <code>./graft batch TASK FILE</code>`), html`<a href="#/batches">All</a>`)}
        </div>
        <div>
          ${card('Live models', mesh.champions.length
            ? html`<ul class="plain">${mesh.champions.slice(0, 8).map(champion)}</ul>`
            : empty('Nothing is live yet: the first model that passes the gate will be.'), html`<a href="#/models">All</a>`)}
          ${card('As it happens', live.events.length
            ? html`<ol class="plain feed">${live.events.slice(0, 14).map(event => html`
                <li><time class="hint" datetime=${event.time}>${clock(event.time)}</time> <b>${event.type}</b>
                  <span class="hint">${event.task ?? ''}</span></li>`)}</ol>`
            : empty('Events appear here in the moment in which they happen.'))}
        </div>
      </div>`;
  }

  private stage(stage: Stage) {
    const figures = [['waiting', stage.waiting], ['working', stage.working], ['done', stage.done], ['refused', stage.refused]] as const;
    return html`<li class="stage ${stage.working > 0 ? 'active' : ''}">
      <h2>${STAGES[stage.name] ?? words(stage.name)}</h2>
      <p class="hint">${ROLES[stage.name] ?? ''}</p>
      <ul class="counts">${figures.filter(([, number]) => number > 0).map(([name, number]) => html`<li class=${name}><b>${count(number)}</b> ${name}</li>`)}</ul>
      ${stage.current ? this.item(stage.current) : html`<p class="hint">nothing yet</p>`}
    </li>`;
  }

  private item(item: Item) {
    const place = item.kind === 'batch' ? 'batches' : item.kind === 'run' ? 'runs' : 'models';
    return html`<p class="item"><a href="#/${place}/${encodeURIComponent(item.kind === 'model' ? item.task : item.id)}">${item.label}</a></p>
      ${item.active && item.percent != null ? progress(item.percent, item.label) : nothing}`;
  }
}

customElements.define('graft-overview', GraftOverview);
