// Records that a service could not read.

import {html} from 'lit';
import {bytes} from './format';
import {ListView} from './list';
import type {Letter} from './types';
import {when} from './view';

class GraftLetters extends ListView<Letter> {
  protected readonly caption = 'Dead letters';
  protected readonly list = 'dead-letters';
  protected readonly states = [];
  protected readonly nothingYet = 'Every record so far could be read.';

  protected items(items: Letter[]) {
    return html`<ul class="plain">${items.map(letter => html`
      <li class="letter"><span class="spread"><b>${letter.reason}</b><span class="hint">${when(letter.time)}</span></span>
        <details><summary>What was sent, ${bytes(letter.bytes)}</summary><pre>${letter.excerpt}</pre></details>
        <span class="hint">${letter.service} · ${letter.topic}, partition ${letter.partition}, offset ${letter.offset}</span></li>`)}</ul>`;
  }
}

customElements.define('graft-letters', GraftLetters);
