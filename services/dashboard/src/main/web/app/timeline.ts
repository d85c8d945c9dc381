// The events that a batch set off. Epochs follow one another closely and are folded into one line, which opens.

import {html, nothing} from 'lit';
import {clock, count, millis, seconds} from './format';
import type {Link} from './types';
import {when} from './view';

const EPOCH = 'run.epoch-completed';
const FOLDED_FROM = 3;

export function timeline(chain: Link[]) {
  return html`<ol class="plain timeline">${folded(chain).map(links => links.length < FOLDED_FROM ? links.map(one) : several(links))}</ol>`;
}

/** Epochs without anything between them come together; all other events stand alone. */
function folded(chain: Link[]): Link[][] {
  const groups: Link[][] = [];
  for (const link of chain) {
    const last = groups.at(-1);
    if (link.type === EPOCH && last?.[0]?.type === EPOCH) {
      last.push(link);
    } else {
      groups.push([link]);
    }
  }
  return groups;
}

function one(link: Link) {
  return html`<li>
    <span class="spread"><b>${link.type}</b><span class="hint">${link.hopMillis != null ? `after ${millis(link.hopMillis)}` : when(link.time)}</span></span>
    <p class="hint">${link.source}${link.computeMillis ? html` · ${seconds(link.computeMillis / 1000)} of work` : nothing}</p></li>`;
}

function several(links: Link[]) {
  const first = links[0] as Link;
  const last = links.at(-1) as Link;
  const took = Date.parse(last.time) - Date.parse(first.time);
  return html`<li><details><summary class="spread"><b>${count(links.length)} epochs</b><span class="hint">last: ${when(last.time)}</span></summary>
      <ol class="plain epochs">${links.map(link => html`<li class="spread hint"><span>${link.type}</span><span>${clock(link.time)}${link.hopMillis != null ? `, after ${millis(link.hopMillis)}` : ''}</span></li>`)}</ol></details>
    <p class="hint">${last.source} · ${EPOCH}, ${millis(took)} from the first to the last</p></li>`;
}
