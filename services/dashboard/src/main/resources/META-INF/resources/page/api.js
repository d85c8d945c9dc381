// Questions to the service. An answer that has not changed is not sent again.

const known = new Map();

/** The answer, or null where there is no such thing. Throws when the service does not answer. */
export async function ask(path) {
  const before = known.get(path);
  const response = await fetch(`api/${path}`, {
    headers: before ? {'If-None-Match': before.tag} : {},
    cache: 'no-store',
    signal: AbortSignal.timeout(10000)
  });
  if (response.status === 304 && before) {
    return before.body;
  }
  if (response.status === 404) {
    return null;
  }
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  const body = await response.json();
  remember(path, response.headers.get('ETag'), body);
  return body;
}

function remember(path, tag, body) {
  known.delete(path);
  if (tag) {
    known.set(path, {tag, body});
  }
  if (known.size > 50) {
    known.delete(known.keys().next().value);
  }
}
