// All models.

import {html} from 'lit';
import {many} from './format';
import {ListView} from './list';
import {champion} from './overview';
import type {Model} from './types';

class GraftModels extends ListView<Model> {
  protected readonly caption = 'Models';
  protected readonly list = 'models';
  protected readonly states = [];
  protected readonly nothingYet = 'There is no model yet: the first one that passes the gate goes live.';

  protected items(items: Model[]) {
    return html`<ul class="plain">${items.map(model => model.champion ? champion(model.champion) : html`
      <li><a class="row-link" href="#/models/${model.task}"><b>${model.task}</b>
        <span class="hint">nothing is live; ${many(model.rejected, 'version')} refused</span></a></li>`)}</ul>`;
  }
}

customElements.define('graft-models', GraftModels);
