// Questions to the service and wishes of the person. An answer that has not changed is not sent again.

const PATIENCE = 20_000;
const REMEMBERED = 100;
const TOKEN = 'graft-token';
const known = new Map<string, {tag: string; body: unknown}>();

/** What went wrong, in words for a person. */
export class Failure extends Error {
  constructor(readonly status: number, readonly title: string, detail: string) {
    super(detail);
  }
}

export function token(): string {
  return sessionStorage.getItem(TOKEN) ?? '';
}

/** Kept as long as this tab is open. */
export function useToken(text: string): void {
  known.clear();
  if (text) {
    sessionStorage.setItem(TOKEN, text);
  } else {
    sessionStorage.removeItem(TOKEN);
  }
}

export function credentials(): Record<string, string> {
  return token() ? {Authorization: `Bearer ${token()}`} : {};
}

/** The parts of a path, each escaped. */
export function path(first: string, ...parts: (string | number)[]): string {
  return [first, ...parts.map(part => encodeURIComponent(part))].join('/');
}

export async function ask<T>(where: string): Promise<T> {
  const before = known.get(where);
  const response = await send(where, {headers: before ? {...credentials(), 'If-None-Match': before.tag} : credentials()});
  if (response.status === 304 && before) {
    return before.body as T;
  }
  const body = await answer<T>(response);
  const tag = response.headers.get('ETag');
  known.delete(where);
  if (tag) {
    known.set(where, {tag, body});
  }
  if (known.size > REMEMBERED) {
    known.delete(known.keys().next().value as string);
  }
  return body;
}

export async function wish<T>(where: string, body: unknown, key?: string): Promise<T> {
  return answer<T>(await send(where, {
    method: 'POST',
    headers: {...credentials(), 'Content-Type': 'application/json', ...(key ? {'Idempotency-Key': key} : {})},
    body: JSON.stringify(body)
  }));
}

async function send(where: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(`/${where}`, {...request, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)});
  } catch {
    throw new Failure(0, 'No answer', 'The dashboard does not answer. Its process may be down; this page tries again.');
  }
}

async function answer<T>(response: Response): Promise<T> {
  const body = await response.json().catch(() => null);
  if (response.ok) {
    return body as T;
  }
  if (response.status === 401) {
    dispatchEvent(new Event('graft-unknown'));
  }
  throw new Failure(response.status, body?.title ?? `Status ${response.status}`, body?.detail ?? response.statusText);
}
