/** @jsxImportSource preact */
import type { ProgrammeLine } from '../rules.ts'
import { ProgrammeLines } from './programme-lines.tsx'

export function ProgrammePage({
  base,
  days,
}: {
  base: string
  days: { day: string; lines: ProgrammeLine[] }[]
}) {
  return (
    <>
      <h1>活动安排</h1>
      {days.length === 0 && <p class="note">活动安排还没有公布。</p>}
      {days.length > 0 && (
        <p>
          <a class="button" href={`${base}/programme.ics`} download="活动安排.ics">
            加到手机日历
          </a>
        </p>
      )}
      {days.map(({ day, lines }) => (
        <section class="card" key={day}>
          <h2>{day}</h2>
          <ProgrammeLines lines={lines} />
        </section>
      ))}
    </>
  )
}
