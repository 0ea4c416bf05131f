// The selection as columns of numbers, as the server sends them (see `explore.points`), and what is counted in them.
export const NO_DAY = -2147483648;

export async function fetchPoints(query) {
  const answer = await fetch(`/explore/points${query ? `?${query}` : ""}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return readPoints(await answer.arrayBuffer());
}

export function readPoints(buffer) {
  const bytes = new Uint8Array(buffer);
  const cut = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, cut)));
  let at = cut + 1;
  const column = (kind) => {
    const found = new kind(buffer, at, head.size);
    at += head.size * kind.BYTES_PER_ELEMENT;
    return found;
  };
  return {
    ...head,
    lat: column(Float32Array), lon: column(Float32Array), first: column(Int32Array), last: column(Int32Array),
    place: column(Int32Array), type: column(Uint8Array), precision: column(Uint8Array),
  };
}

// Rows whose possible days overlap from..to; without ends, all.
export function inDays(points, from, to) {
  const keep = new Uint8Array(points.size);
  if (from === null && to === null) return keep.fill(1);
  const { first, last } = points;
  for (let i = 0; i < keep.length; i++) {
    if (first[i] !== NO_DAY && (from === null || last[i] >= from) && (to === null || first[i] <= to)) keep[i] = 1;
  }
  return keep;
}
