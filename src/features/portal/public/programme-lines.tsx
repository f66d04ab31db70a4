/** @jsxImportSource preact */
import type { ProgrammeLine } from '../rules.ts'

export function ProgrammeLines({ lines }: { lines: ProgrammeLine[] }) {
  return (
    <ul class="programme-lines plain-list">
      {lines.map((one) => (
        <li key={one.title}>
          <strong>{one.title}</strong>
          {(one.detail || one.span) && (
            <span class="quiet">{[one.detail, one.span].filter(Boolean).join('，')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
