// The frame around the views: where one is, who one is, light or dark, and whether what is shown is live.

import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {token, useToken} from './api';
import {live} from './live';
import './overview';
import './batches';
import './batch';
import './runs';
import './run';
import './models';
import './model';
import './letters';

const PLACES = [['', 'Overview'], ['batches', 'Batches'], ['runs', 'Runs'], ['models', 'Models'], ['letters', 'Dead letters']];
const THEME = 'graft-theme';
const CONNECTIONS = {connecting: 'connecting', live: 'live', lost: 'not connected, trying again'};

class GraftPage extends LitElement {
  private theme = localStorage.getItem(THEME) ?? 'auto';

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.paint();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.paint());
    addEventListener('graft-connection', () => this.requestUpdate());
    addEventListener('graft-unknown', () => this.requestUpdate());
    addEventListener('hashchange', () => void this.moved());
  }

  protected render() {
    const [place = '', ...rest] = this.where();
    return html`
      <a class="skip" href="#content" @click=${this.skip}>Skip to the content</a>
      <header class="top">
        <a class="brand" href="#/"><img src="/icon.svg" alt="" width="26" height="26"> Graft</a>
        <nav aria-label="Main">
          ${PLACES.map(([key, name]) => html`<a href="#/${key}" aria-current=${place === key ? 'page' : nothing}>${name}</a>`)}
        </nav>
        <span class="connection" role="status" data-state=${live.connection}>${CONNECTIONS[live.connection]}</span>
        <button type="button" class="btn btn-sm tool" @click=${this.turn} aria-label="Theme: ${this.theme}. Change it"
          title="Theme: ${this.theme}">${this.theme === 'dark' ? '☾' : this.theme === 'light' ? '☀' : '◐'}</button>
        <button type="button" class="btn btn-sm tool" @click=${this.signIn}>${token() ? 'Signed in' : 'Sign in'}</button>
      </header>
      <main id="content" tabindex="-1">${keyed(location.hash, this.view(place, rest))}</main>
      <dialog class="dialog" aria-labelledby="token-title">
        <form method="dialog" @submit=${this.signed}>
          <h2 id="token-title">Sign in</h2>
          <p>Where the mesh asks who you are, give your token. This tab keeps it until it is closed, and sends it to this service alone.</p>
          <label class="form-label" for="token">Token</label>
          <input class="form-control" id="token" type="password" autocomplete="off" spellcheck="false">
          <div class="actions">
            <button class="btn btn-outline-secondary" value="out">Sign out</button>
            <button class="btn btn-primary" value="in">Use it</button>
          </div>
        </form>
      </dialog>
      <footer>Everything here is also at <a href="/api/overview">api/overview</a>, live at <a href="/api/events">api/events</a>;
        the service’s health is at <a href="/q/health">q/health</a>.</footer>`;
  }

  private where(): string[] {
    return location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(part => decodeURIComponent(part));
  }

  private view(place: string, [id = '', , version = '']: string[]): TemplateResult {
    switch (place) {
      case '': return html`<graft-overview></graft-overview>`;
      case 'batches': return id ? html`<graft-batch key=${id}></graft-batch>` : html`<graft-batches></graft-batches>`;
      case 'runs': return id ? html`<graft-run key=${id}></graft-run>` : html`<graft-runs></graft-runs>`;
      case 'models': return id ? html`<graft-model key=${id} version=${version}></graft-model>` : html`<graft-models></graft-models>`;
      case 'letters': return html`<graft-letters></graft-letters>`;
      default: return html`<p class="empty">There is no such page. <a href="#/">Back to the overview</a></p>`;
    }
  }

  private skip(event: Event) {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  }

  /** A new place begins at its top, for the eye and for the keyboard. */
  private async moved() {
    this.requestUpdate();
    await this.updateComplete;
    scrollTo(0, 0);
    this.querySelector<HTMLElement>('main')?.focus({preventScroll: true});
  }

  private turn() {
    const next: Record<string, string> = {auto: 'dark', dark: 'light', light: 'auto'};
    this.theme = next[this.theme] ?? 'auto';
    localStorage.setItem(THEME, this.theme);
    this.paint();
    this.requestUpdate();
  }

  private paint() {
    const dark = this.theme === 'dark' || (this.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.bsTheme = dark ? 'dark' : 'light';
    dispatchEvent(new Event('graft-theme'));
  }

  private signIn() {
    this.querySelector<HTMLDialogElement>(':scope > dialog')?.showModal();
  }

  private signed(event: SubmitEvent) {
    const input = this.querySelector<HTMLInputElement>('#token');
    useToken((event.submitter as HTMLButtonElement | null)?.value === 'in' ? input?.value.trim() ?? '' : '');
    if (input) {
      input.value = '';
    }
    dispatchEvent(new Event('graft-identity'));
    this.requestUpdate();
  }
}

customElements.define('graft-page', GraftPage);
