// SPDX-License-Identifier: Apache-2.0
/** A CSV file with a header row: its names, and a row as an object by name. */
export function parse(text) {
  const rows = [];
  let row = [], cell = '', quoted = false;
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') cell += text[++i];
    else if (c === '"') quoted = !quoted;
    else if (quoted) cell += c;
    else if (c === ',' || c === '\n') {
      row.push(cell.replace(/\r$/, ''));
      cell = '';
      if (c === '\n') rows.push(row.splice(0));
    } else cell += c;
  }
  if (cell || row.length) rows.push([...row, cell]);
  const [head, ...rest] = rows;
  return { head, rows: rest.map((r) => Object.fromEntries(head.map((h, i) => [h, r[i]]))) };
}
