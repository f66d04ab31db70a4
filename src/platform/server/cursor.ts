/** Opaque page cursors: a JSON array of the last row's sort values. */
export function encodeCursor(values: (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The cursor of the page after these rows; null when they do not fill their page, which is then the last. */
export function nextCursor<Row>(
  rows: Row[],
  limit: number,
  sortValues: (last: Row) => (string | number)[],
): string | null {
  const last = rows.at(-1)
  return last && rows.length === limit ? encodeCursor(sortValues(last)) : null
}

/** The sort values, or null for a cursor that is absent or was not made here. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (!cursor) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(values) && values.length === length ? (values as (string | number)[]) : null
  } catch {
    return null
  }
}
