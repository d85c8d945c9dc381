// A list that grows when a person asks for more, of one task or of all.

import {html, nothing} from 'lit';
import {ask} from './api';
import {count} from './format';
import type {Page, Task} from './types';
import {empty, heading, View} from './view';

const STEP = 25;
const MOST = 500;

export abstract class ListView<T> extends View {
  private page!: Page<T>;
  private tasks: string[] = [];
  private limit = STEP;
  private task = '';
  private state = '';

  protected abstract readonly caption: string;
  protected abstract readonly list: string;
  protected abstract readonly states: string[];
  protected abstract readonly nothingYet: unknown;

  protected abstract items(items: T[]): unknown;

  protected async read() {
    const wanted = new URLSearchParams({limit: String(this.limit)});
    if (this.task) {
      wanted.set('task', this.task);
    }
    if (this.state) {
      wanted.set('state', this.state);
    }
    const [page, tasks] = await Promise.all([ask<Page<T>>(`api/${this.list}?${wanted}`), ask<Page<Task>>('api/tasks?limit=500')]);
    this.page = page;
    this.tasks = tasks.items.map(task => task.name).sort();
  }

  protected show() {
    const narrowed = this.task !== '' || this.state !== '';
    return html`
      ${heading(this.caption, html`<span class="hint">${count(this.page.total)}${narrowed ? ' match' : ''}</span>
        ${this.states.length ? html`${this.choice('Task', 'all tasks', this.task, this.tasks, value => { this.task = value; })}
          ${this.choice('State', 'all states', this.state, this.states, value => { this.state = value; })}` : nothing}`)}
      <section class="card"><div class="card-body">
        ${this.page.items.length ? this.items(this.page.items) : empty(narrowed ? 'Nothing matches.' : this.nothingYet)}
        ${this.page.total > this.page.items.length && this.limit < MOST
          ? html`<button type="button" class="btn btn-outline-primary more" @click=${this.more}>Show more</button>` : nothing}
      </div></section>`;
  }

  private choice(name: string, all: string, chosen: string, values: string[], choose: (value: string) => void) {
    return html`<select class="form-select form-select-sm" aria-label=${name} @change=${(event: Event) => {
      choose((event.target as HTMLSelectElement).value);
      this.limit = STEP;
      void this.load();
    }}><option value="">${all}</option>${values.map(value => html`<option value=${value} ?selected=${value === chosen}>${value}</option>`)}</select>`;
  }

  private more() {
    this.limit = Math.min(MOST, this.limit + 2 * STEP);
    void this.load();
  }
}
