// The parts that every view is made of: how it loads, and what is shown while there is nothing, or something is wrong.

import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {Failure} from './api';
import {ago, moment, words} from './format';

/** Something that shows what the service knows, and looks again when something has happened. */
export abstract class View extends LitElement {
  protected failure: Failure | null = null;
  protected loaded = false;
  private loading = false;
  private again = false;
  private readonly refresh = () => void this.load();

  /** The page's own style sheets hold here too. */
  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('graft-changed', this.refresh);
    addEventListener('graft-identity', this.refresh);
    void this.load();
  }

  disconnectedCallback() {
    removeEventListener('graft-changed', this.refresh);
    removeEventListener('graft-identity', this.refresh);
    super.disconnectedCallback();
  }

  protected abstract read(): Promise<void>;

  protected abstract show(): unknown;

  /** One look at a time; what changes meanwhile is looked at afterwards. */
  protected async load(): Promise<void> {
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    try {
      await this.read();
      this.failure = null;
      this.loaded = true;
    } catch (failure) {
      this.failure = failure instanceof Failure ? failure : new Failure(0, 'Something went wrong in this page', String(failure));
    } finally {
      this.loading = false;
      this.requestUpdate();
    }
    if (this.again && this.isConnected) {
      this.again = false;
      void this.load();
    }
  }

  protected render() {
    if (!this.loaded) {
      return this.failure ? failed(this.failure, () => void this.load()) : waiting();
    }
    return html`${this.failure ? failed(this.failure, () => void this.load()) : nothing}${this.show()}`;
  }
}

/** What another service knows of something; it may be away while the rest is there. */
export class Part<T> {
  value: T | null = null;
  failure: Failure | null = null;

  async fill(asked: Promise<T>): Promise<void> {
    try {
      this.value = await asked;
      this.failure = null;
    } catch (failure) {
      if (!(failure instanceof Failure)) {
        throw failure;
      }
      this.failure = failure;
    }
  }

  show(look: (value: T) => unknown, missing = 'There is nothing here yet.'): unknown {
    if (this.value !== null) {
      return look(this.value);
    }
    if (!this.failure) {
      return waiting();
    }
    return this.failure.status === 404 ? empty(missing) : failed(this.failure);
  }
}

export function waiting(): TemplateResult {
  return html`<div class="loading" role="status"><span class="spinner-border spinner-border-sm" aria-hidden="true"></span> Loading</div>`;
}

export function empty(text: unknown): TemplateResult {
  return html`<p class="empty">${text}</p>`;
}

export function failed(failure: Failure, retry?: () => void): TemplateResult {
  return html`<div class="alert alert-danger failure" role="alert">
    <div><strong>${failure.title}.</strong> ${failure.message}</div>
    ${retry ? html`<button type="button" class="btn btn-sm btn-outline-danger" @click=${retry}>Try again</button>` : nothing}
  </div>`;
}

const KINDS: Record<string, string> = {
  promoted: 'good', live: 'good', promote: 'good', accepted: 'good', passed: 'good', 'promoted-by-request': 'good',
  training: 'busy', evaluating: 'busy', deciding: 'busy', received: 'busy', snapshot: 'busy', undecided: 'busy',
  rejected: 'bad', refused: 'bad', refuse: 'bad', abandoned: 'bad', failed: 'bad',
  inconclusive: 'open', 'rolled-back': 'open', superseded: 'calm', 'was-live': 'calm'
};

/** @param like the state whose colours it has, where it is another word */
export function badge(state: string, like = state): TemplateResult {
  return html`<span class="badge state ${KINDS[like] ?? 'calm'}">${words(state)}</span>`;
}

export function when(time: string): TemplateResult {
  return html`<time datetime=${time} title=${moment(time)}>${ago(time)}</time>`;
}

export function tile(name: string, value: unknown, hint?: unknown): TemplateResult {
  return html`<div class="tile"><dt>${name}</dt><dd>${value}${hint ? html`<small>${hint}</small>` : nothing}</dd></div>`;
}

export function progress(percent: number, label: string): TemplateResult {
  return html`<progress class="bar" max="100" .value=${percent} aria-label=${label}></progress>`;
}

export function heading(title: unknown, ...beside: unknown[]): TemplateResult {
  return html`<header class="heading"><h1 tabindex="-1">${title}</h1><div class="beside">${beside}</div></header>`;
}

export function card(title: string, body: unknown, beside: unknown = nothing): TemplateResult {
  return html`<section class="card"><header class="card-header"><h2>${title}</h2>${beside}</header><div class="card-body">${body}</div></section>`;
}
