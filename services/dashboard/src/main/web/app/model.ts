// One model: why a version is live, where it comes from, what else there is, and a box to try it.

import {html, nothing} from 'lit';
import {ask, path, wish} from './api';
import {confirmDeed} from './confirm';
import {many, share, words} from './format';
import './lineage';
import './tryit';
import type {ModelDetail, Page, Version, Why} from './types';
import {ruleList} from './verdict';
import {badge, card, empty, heading, Part, tile, View, when} from './view';

class GraftModel extends View {
  private detail!: ModelDetail;
  private why = new Part<Why>();
  private versions = new Part<Page<Version>>();
  /** The decisions that the registry was last asked about; it is asked again only after a further one. */
  private asked = '';

  private get task() {
    return this.getAttribute('key') ?? '';
  }

  protected async read() {
    this.detail = await ask<ModelDetail>(path('api/models', this.task));
    const version = Number(this.getAttribute('version')) || this.detail.model.champion?.version || this.detail.history[0]?.version;
    const decided = `${this.detail.model.champion?.version} ${this.detail.history[0]?.eventId} ${this.detail.history.length}`;
    if (decided === this.asked && this.why.value && this.versions.value) {
      return;
    }
    this.asked = decided;
    await Promise.all([
      this.versions.fill(ask<Page<Version>>(`${path('mesh/models', this.task, 'versions')}?limit=50`)),
      version ? this.why.fill(ask<Why>(path('mesh/models', this.task, 'versions', version, 'why'))) : Promise.resolve()
    ]);
  }

  protected show() {
    const {model, history} = this.detail;
    const {champion} = model;
    const why = this.why.value;
    return html`
      <p class="crumbs"><a href="#/models">Models</a>${this.getAttribute('version') ? html` / <a href="#/models/${this.task}">${this.task}</a>` : nothing}</p>
      ${heading(this.task, champion ? html`<span class="version">version ${champion.version} is live</span>` : badge('nothing live'),
        champion?.previousVersion ? html`<button type="button" class="btn btn-outline-danger btn-sm" @click=${() => this.rollBack(champion.version, champion.previousVersion ?? 0)}>Roll back to version ${champion.previousVersion}</button>` : nothing)}
      <section class="card why" aria-labelledby="why-title"><header class="card-header">
          <h2 id="why-title">${why ? (why.status === 'live' ? `Why is version ${why.version} live?` : `Why is version ${why.version} not live?`) : 'Why?'}</h2>${why ? badge(why.status) : nothing}</header>
        <div class="card-body">${this.why.show(value => this.because(value), 'No version has been decided on yet.')}</div></section>
      ${why ? card('Where it comes from', html`<graft-lineage .why=${why}></graft-lineage>`) : nothing}
      <div class="columns">
        <div>${card('Try it', html`<graft-try-it task=${this.task} live=${champion?.version ?? nothing}></graft-try-it>`)}
          ${card('What happened', history.length ? html`<ol class="plain timeline">${history.slice(0, 30).map(move => html`<li>
            <span class="spread"><b><a href="#/models/${this.task}/versions/${move.version}">Version ${move.version}</a></b><span>${badge(move.kind)} <span class="hint">${when(move.time)}</span></span></span>
            <p>${move.summary}</p>${move.requestedBy ? html`<p class="hint">by ${move.requestedBy}</p>` : nothing}</li>`)}</ol>` : empty('No decision yet.'))}</div>
        <div>${card('Versions', this.versions.show(page => page.items.length ? this.versionList(page.items, champion?.version) : empty('There is no version yet.')))}</div>
      </div>`;
  }

  private because(why: Why) {
    const {run, snapshot, batches, evaluation} = why.lineage;
    return html`<p class="lead">${why.because}</p>
      <dl class="tiles">
        ${tile('macro F1', share(evaluation.challenger.macroF1), evaluation.champion ? `champion then ${share(evaluation.champion.macroF1)}` : 'there was no champion')}
        ${tile('accuracy', share(evaluation.challenger.accuracy), many(evaluation.challenger.rows, 'test row'))}
        ${tile('learnt from', many(batches.total, 'batch').replace(/batchs$/, 'batches'), snapshot.rows ? many(snapshot.rows.train, 'training row') : nothing)}
        ${tile('training', many(run.epochs, 'epoch'), run.stoppedEarly ? `best was ${run.bestEpoch}, stopped early` : `best was ${run.bestEpoch}`)}
      </dl>
      <h3>What the gate asked</h3>${ruleList(why.verdict.rules)}
      ${why.moves.length ? html`<h3>Its moves</h3><ol class="plain timeline">${why.moves.map(move => html`<li>
        <span class="spread"><b>${words(move.kind)}${move.version === why.version ? '' : ` to version ${move.version}`}</b><span class="hint">${when(move.at)} by ${move.requestedBy}</span></span><p>${move.explanation}</p></li>`)}</ol>` : nothing}`;
  }

  private versionList(versions: Version[], live?: number) {
    return html`<ul class="plain">${versions.map(version => html`<li class="letter">
      <span class="spread"><b><a href="#/models/${this.task}/versions/${version.number}">Version ${version.number}</a></b>${badge(version.status)}</span>
      <p class="hint">${version.summary}</p>
      <span class="spread"><span class="hint">macro F1 ${share(version.scores.macroF1)} · <a href="#/runs/${version.runId}">its run</a> · ${when(version.createdAt)}</span>
        ${version.number === live ? nothing : version.status === 'was-live'
          ? html`<button type="button" class="btn btn-sm btn-outline-danger" @click=${() => this.rollBack(live ?? 0, version.number)}>Roll back to ${version.number}</button>`
          : html`<button type="button" class="btn btn-sm btn-outline-primary" @click=${() => this.promote(version, live)}>Promote ${version.number}</button>`}</span>
    </li>`)}</ul>`;
  }

  private async rollBack(from: number, to: number) {
    const key = crypto.randomUUID?.() ?? String(Math.random());
    await confirmDeed({
      title: `Roll back to version ${to}?`,
      text: `Version ${from} stops answering for ${this.task}; version ${to} answers instead, within seconds and without losing a request.`,
      verb: 'Roll back', danger: true,
      act: explanation => wish(path('mesh/models', this.task, 'rollback'), {toVersion: to, expectedChampion: from, explanation}, key)
    });
    await this.load();
  }

  private async promote(version: Version, live?: number) {
    const key = crypto.randomUUID?.() ?? String(Math.random());
    await confirmDeed({
      title: `Promote version ${version.number}?`,
      text: `The gate said: ${version.summary} You overrule it: version ${version.number} answers for ${this.task}${live ? ` instead of version ${live}` : ''}.`,
      verb: 'Promote', danger: true,
      act: explanation => wish(path('mesh/models', this.task, 'versions', version.number, 'promote'),
        {...(live ? {expectedChampion: live} : {}), explanation, requestedBy: 'somebody at the dashboard'}, key)
    });
    await this.load();
  }
}

customElements.define('graft-model', GraftModel);
