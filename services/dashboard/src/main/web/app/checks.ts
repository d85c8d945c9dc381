// What was found about a batch as a whole: whether its labels are right, and whether it is like the data set.

import {html, nothing} from 'lit';
import {count, many, share, words} from './format';
import type {Aspect, Checks, Suspect} from './types';
import {badge, empty} from './view';

const SHOWN = 20;
const VERDICTS: Record<string, string> = {sound: 'passed', worse: 'undecided', shuffled: 'failed', unknown: 'undecided'};

export function checked(checks: Checks) {
  const {labels, drift, languages, advice, scope} = checks;
  if (checks.skipped) {
    return empty(`Labels and drift were not checked: ${checks.skipped}`);
  }
  return html`
    ${labels ? html`<h3>Are the labels right? ${badge(labels.verdict, VERDICTS[labels.verdict])}</h3><p>${labels.sentence}</p>${suspects(labels.suspects, labels.suspected)}` : nothing}
    ${drift ? html`<h3>Is it like the data set? ${badge(drift.drifted ? 'drifted' : 'alike', drift.drifted ? 'undecided' : 'passed')}</h3><p>${drift.sentence}</p>${aspects(drift.aspects, drift.level)}
      ${drift.notCompared.map(sentence => html`<p class="hint">Not compared: ${sentence}.</p>`)}`
      : empty('It was not compared with the data set, which has too few rows for that.')}
    ${languages ? html`<h3>Languages</h3><p>${languages.sentence}</p>` : nothing}
    ${advice?.hints.length ? html`<h3>How to learn from it</h3><ul>${advice.hints.map(hint => html`<li><b>${words(hint.family)}</b>: ${hint.reason}</li>`)}</ul>` : nothing}
    ${scope ? html`<p class="hint">${many(scope.rows, 'row')} looked at by ${scope.backbone}, beside ${count(scope.datasetRows)} of the data set.</p>` : nothing}`;
}

function suspects(rows: Suspect[], all: number) {
  return rows.length ? html`<details><summary>${many(all, 'doubtful label')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Rows with a doubtful label"><table class="table rows">
      <thead><tr><th>what it says</th><th>label</th><th>its content suggests</th><th>how sure</th></tr></thead>
      <tbody>${rows.slice(0, SHOWN).map(row => html`<tr><td class="said">${row.text}</td><td>${row.label}</td><td>${row.suggested}</td><td>${share(row.suspicion)}</td></tr>`)}</tbody></table></div>
    ${all > SHOWN ? html`<p class="hint">The ${SHOWN} most doubtful of ${count(all)}; the batch’s report lists more.</p>` : nothing}</details>` : nothing;
}

function aspects(all: Aspect[], level: number) {
  return all.length ? html`<details><summary>${many(all.length, 'aspect')} compared</summary>
    <ul class="plain aspects">${all.map(each => html`<li><span class="spread"><b>${words(each.aspect)}</b>${badge(each.drifted ? 'drifted' : 'alike', each.drifted ? 'undecided' : 'passed')}</span>
      <p>${each.sentence}${each.chance != null ? html` <span class="hint">Chance ${share(each.chance)}.</span>` : nothing}</p></li>`)}</ul>
    <p class="hint">A chance is that of such a difference between two samples of one distribution, corrected for all tests; below ${level} counts as drift.</p></details>` : nothing;
}
