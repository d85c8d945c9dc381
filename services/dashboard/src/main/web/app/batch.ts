// One batch: what became of it, step by step, and what its rows were like.

import {html, nothing} from 'lit';
import {ask, path} from './api';
import {count, millis, percent, seconds, short} from './format';
import {checked} from './checks';
import {badRows, qualityReport} from './quality';
import {timeline} from './timeline';
import type {BadRow, BatchDetail, JudgedBatch, Page} from './types';
import {badge, card, empty, heading, Part, progress, tile, View} from './view';

const ROWS = 50;
const MOST_ROWS = 500;

class GraftBatch extends View {
  private detail!: BatchDetail;
  private judged = new Part<JudgedBatch>();
  private quarantine = new Part<Page<BadRow>>();
  private rows = ROWS;

  protected async read() {
    this.detail = await ask<BatchDetail>(path('api/batches', this.getAttribute('key') ?? ''));
    const {batch} = this.detail;
    if (batch.rows && (!this.judged.value || this.judged.value.state !== (batch.state === 'rejected' ? 'rejected' : 'accepted'))) {
      this.loaded = true;
      this.requestUpdate();
      await Promise.all([
        this.judged.fill(ask<JudgedBatch>(path('mesh/tasks', batch.task, 'batches', batch.id))), this.readRows()
      ]);
    }
  }

  protected show() {
    const {batch, chain, elapsedMillis, computeMillis} = this.detail;
    return html`
      <p class="crumbs"><a href="#/batches">Batches</a> / ${batch.task}</p>
      ${heading(batch.description || html`Batch <span class="mono">${short(batch.id)}</span>`, badge(batch.state))}
      ${batch.explanation ? html`<p class="lead">${batch.explanation}</p>` : nothing}
      ${batch.failedRules.length ? html`<ul>${batch.failedRules.map(rule => html`<li>${rule}</li>`)}</ul>` : nothing}
      ${batch.parts && batch.parts.prepared < batch.parts.parts ? progress(batch.parts.percent, `${batch.parts.prepared} of ${batch.parts.parts} parts, ${percent(batch.parts.percent)}`) : nothing}
      <dl class="tiles">
        ${tile('rows accepted', batch.rows ? count(batch.rows.accepted) : '–', batch.rows ? `of ${count(batch.rows.received)}` : nothing)}
        ${batch.findings && !this.unlabelled() ? tile('doubtful labels', count(batch.findings.suspectedLabels), `of ${count(batch.findings.checkedRows)} checked`) : nothing}
        ${batch.findings?.drifted != null ? tile('drift', batch.findings.drifted ? 'yes' : 'no', 'against the data set') : nothing}
        ${tile('announced', `${count(batch.announcements)}×`)}
        ${tile('from first to last event', millis(elapsedMillis), computeMillis ? `${seconds(computeMillis / 1000)} of it learning` : nothing)}
        ${batch.runId ? tile('run', html`<a href="#/runs/${batch.runId}">${short(batch.runId)}</a>`) : nothing}
        ${batch.version ? tile('version', html`<a href="#/models/${batch.task}/versions/${batch.version}">${batch.version}</a>`) : nothing}
      </dl>
      <div class="columns">
        <div>
          ${card('Quality', batch.rows ? this.judged.show(value => value.report ? qualityReport(value.report) : empty('Its rows could not be read, so there is no report.'))
            : empty('There is a report as soon as data-prep has read the rows.'))}
          ${this.judged.value?.report?.checks ? card('Labels and drift', checked(this.judged.value.report.checks)) : nothing}
          ${batch.rows ? card('Rows that were kept out', this.quarantine.show(page => html`${badRows(page.items, page.total)}
            ${page.items.length < page.total && this.rows < MOST_ROWS ? html`<button type="button" class="btn btn-outline-primary more" @click=${this.more}>Show more</button>` : nothing}`)) : nothing}
        </div>
        <div>${card('What happened', this.detail.whole ? timeline(chain) : empty('This batch is too old: its events are not remembered one by one.'))}</div>
      </div>`;
  }

  /** Known as soon as its report is there. */
  private unlabelled() {
    const report = this.judged.value?.report;
    return report?.checks && !report.checks.labels;
  }

  private async readRows() {
    const {batch} = this.detail;
    await this.quarantine.fill(ask<Page<BadRow>>(`${path('mesh/tasks', batch.task, 'batches', batch.id, 'quarantine')}?limit=${this.rows}`));
    this.requestUpdate();
  }

  private more() {
    this.rows = Math.min(MOST_ROWS, this.rows + 100);
    void this.readRows();
  }
}

customElements.define('graft-batch', GraftBatch);
