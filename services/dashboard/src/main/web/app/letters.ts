// Records that a service could not read, and their replay.

import {html, nothing} from 'lit';
import {path, wish} from './api';
import {confirmDeed} from './confirm';
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
    const returned = new Set(items.map(letter => letter.replayOf));
    return html`<ul class="plain">${items.map(letter => html`
      <li class="letter"><span class="spread"><b>${letter.reason}</b><span class="hint">${when(letter.time)}</span></span>
        ${letter.replayOf ? html`<p class="hint">This is a replay that could not be read either, of <span class="mono">${letter.replayOf}</span>.</p>` : nothing}
        ${letter.replay ? html`<p role="status">Replayed ${when(letter.replay.at)} by ${letter.replay.requestedBy}: ${letter.replay.explanation}
          ${returned.has(letter.id) ? html`<strong>It came back as a new dead letter.</strong>` : nothing}</p>` : nothing}
        <details><summary>What was sent, ${bytes(letter.bytes)}</summary><pre>${letter.excerpt}</pre></details>
        <span class="spread"><span class="hint">${letter.service} · ${letter.key ? `${letter.key} · ` : nothing}${letter.topic}, partition ${letter.partition}, offset ${letter.offset}</span>
          ${letter.bytes ? html`<button type="button" class="btn btn-outline-primary btn-sm" @click=${() => this.replay(letter)}
            aria-label=${`Replay the record of ${letter.topic}, partition ${letter.partition}, offset ${letter.offset}`}>${letter.replay ? 'Replay again' : 'Replay'}</button>` : nothing}</span></li>`)}</ul>`;
  }

  private async replay(letter: Letter) {
    await confirmDeed({
      title: 'Replay this record?',
      text: `It is sent to ${letter.topic} again, as it was. What has been mended can read it then; what has not makes a new dead letter of it.`,
      verb: 'Replay it', danger: false,
      act: explanation => wish(path('api/dead-letters', letter.id, 'replay'), {explanation})
    });
    await this.load();
  }
}

customElements.define('graft-letters', GraftLetters);
