// What a batch was like: labels, broken rules, and the rows that were kept out.

import {html, nothing} from 'lit';
import {axes, type Drawing} from './chart';
import './chart';
import {count, many, percent, words} from './format';
import type {BadRow, Quality} from './types';
import {empty, tile} from './view';

export function qualityReport(report: Quality) {
  const {rows} = report;
  const labels = Object.entries(report.labels).sort(([, a], [, b]) => total(b) - total(a)).slice(0, 25);
  const told = labels.map(([label, splits]) => `${label} ${total(splits)}`).join(', ');
  return html`
    <dl class="tiles">
      ${tile('received', count(rows.received))}
      ${tile('accepted', count(rows.accepted), rows.received ? percent(100 * rows.accepted / rows.received) : nothing)}
      ${tile('quarantined', count(rows.quarantined), rows.received ? percent(100 * rows.quarantined / rows.received) : nothing)}
      ${tile('repeated', count(rows.duplicates), `${count(report.duplicates.ofDataset)} known, ${count(report.duplicates.ofBatch)} within`)}
      ${tile('near duplicates', count(report.nearDuplicates.rows), `${count(report.nearDuplicates.ofAnotherLabel)} with another label`)}
    </dl>
    ${labels.length ? html`<h3>Accepted rows by label and split</h3>
      <graft-chart .drawing=${labelDrawing(labels)} .height=${90 + 28 * labels.length} .label=${`Accepted rows by label: ${told}`}></graft-chart>` : nothing}
    ${counted('Rules that rows broke', report.brokenRules)}
    ${counted('Texts that were cleaned', report.cleaned)}`;
}

export function badRows(rows: BadRow[], all: number) {
  return rows.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Rows that were kept out"><table class="table rows">
    <thead><tr><th>line</th><th>rule</th><th>why</th><th>label</th><th>what it says</th></tr></thead>
    <tbody>${rows.map(row => html`<tr><th scope="row">${count(row.line)}</th><td>${words(row.rule)}</td><td>${row.reason}</td><td>${row.label ?? '–'}</td>
      <td class="said">${row.text ?? row.image ?? (row.features ? Object.entries(row.features).map(([name, value]) => `${name}: ${value}`).join(', ') : '–')}</td></tr>`)}</tbody>
  </table></div><p class="hint">${rows.length < all ? `The first ${count(rows.length)} of ${count(all)}.` : many(all, 'row')}</p>` : empty('No row was kept out.');
}

function counted(title: string, counts: Record<string, number>) {
  const entries = Object.entries(counts).filter(([, number]) => number > 0);
  return entries.length ? html`<h3>${title}</h3><ul class="pills">${entries.map(([name, number]) => html`<li>${words(name)} <b>${count(number)}</b></li>`)}</ul>` : nothing;
}

const total = (splits: {train: number; validation: number; test: number}) => splits.train + splits.validation + splits.test;

function labelDrawing(labels: [string, {train: number; validation: number; test: number}][]): Drawing {
  return ink => ({
    ...axes(ink, {type: 'value', minInterval: 1}, {type: 'category', inverse: true, data: labels.map(([label]) => label), axisLabel: {color: ink.text, width: 130, overflow: 'truncate'}}),
    series: (['train', 'validation', 'test'] as const).map((split, place) => ({
      name: split, type: 'bar', stack: 'rows', barMaxWidth: 16, color: [ink.challenger, ink.champion, ink.open][place], data: labels.map(([, splits]) => splits[split])
    }))
  });
}
