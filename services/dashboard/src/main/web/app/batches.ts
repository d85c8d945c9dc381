// All batches.

import {html, nothing} from 'lit';
import {count, many, percent, short} from './format';
import {ListView} from './list';
import type {Batch} from './types';
import {badge, progress, when} from './view';

export function batchList(batches: Batch[]) {
  return html`<ul class="plain">${batches.map(batch => html`
    <li><a class="row-link" href="#/batches/${encodeURIComponent(batch.id)}">
      <span class="spread"><b>${batch.description || `Batch ${short(batch.id)}`}</b>${badge(batch.state)}</span>
      ${batch.explanation ? html`<span class="hint clamp">${batch.explanation}</span>` : nothing}
      ${batch.state === 'training' && batch.training ? progress(batch.training.percent, `Training, ${percent(batch.training.percent)}`) : nothing}
      <span class="spread hint"><span>${batch.task} · ${rows(batch)}</span><span>${when(batch.since)}</span></span>
    </a></li>`)}</ul>`;
}

function rows({rows, announcedRows}: Batch): string {
  if (rows) {
    const aside = [rows.quarantined ? `${count(rows.quarantined)} quarantined` : '', rows.duplicates ? `${count(rows.duplicates)} repeated` : ''];
    return [`${count(rows.accepted)} of ${count(rows.received)} rows`, ...aside.filter(Boolean)].join(', ');
  }
  return announcedRows ? `${many(announcedRows, 'row')} announced` : 'not read yet';
}

class GraftBatches extends ListView<Batch> {
  protected readonly caption = 'Batches';
  protected readonly list = 'batches';
  protected readonly states = ['received', 'accepted', 'rejected', 'snapshot', 'training', 'evaluating', 'promoted', 'refused', 'inconclusive', 'abandoned', 'superseded'];
  protected readonly nothingYet = html`No batch has come yet. Send one: <code>./graft batch TASK FILE</code>`;

  protected items(items: Batch[]) {
    return batchList(items);
  }
}

customElements.define('graft-batches', GraftBatches);
