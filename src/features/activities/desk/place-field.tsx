import { useId, useState } from 'react'
import type { ActivityContent } from '../contract.ts'
import { round } from './photo-facts.ts'

type PlacePart = Partial<Pick<ActivityContent, 'place' | 'latitude' | 'longitude'>>

/** Where: in words, with the unit's usual places to tap, and a point of the map only when asked for. */
export function PlaceField({
  content,
  places,
  error,
  change,
}: {
  content: ActivityContent
  places: string[]
  error: string | undefined
  change: (part: PlacePart) => void
}) {
  const id = useId()
  const [state, setState] = useState<{ busy: boolean; problem: string }>({ busy: false, problem: '' })
  const { place, latitude, longitude } = content
  const typed = place ?? ''
  const usual = places.filter((one) => one !== typed && one.includes(typed)).slice(0, 4)

  function locate(): void {
    setState({ busy: true, problem: '' })
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState({ busy: false, problem: '' })
        change({ latitude: round(coords.latitude), longitude: round(coords.longitude) })
      },
      (problem) => setState({ busy: false, problem: sayProblem(problem.code) }),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        地点<span className="optional">（选填）</span>
      </label>
      <input
        id={id}
        className="input"
        maxLength={200}
        value={typed}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => change({ place: event.target.value || null })}
      />
      {usual.length > 0 && (
        <ul className="chips" aria-label="常用地点">
          {usual.map((one) => (
            <li key={one}>
              <button type="button" className="chip" onClick={() => change({ place: one })}>
                {one}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        {latitude !== null && longitude !== null ? (
          <>
            <span className="quiet">
              已记位置：北纬 {latitude.toFixed(4)}°，东经 {longitude.toFixed(4)}°
            </span>
            <button
              type="button"
              className="link-button"
              onClick={() => change({ latitude: null, longitude: null })}
            >
              不记位置
            </button>
          </>
        ) : (
          'geolocation' in navigator && (
            <button type="button" className="link-button" disabled={state.busy} onClick={locate}>
              {state.busy ? '正在定位…' : '记下现在的位置'}
            </button>
          )
        )}
      </div>
      <div role="status">{state.problem && <span className="field-error">{state.problem}</span>}</div>
      {error && (
        <div id={`${id}-error`} className="field-error">
          {error}
        </div>
      )}
    </div>
  )
}

function sayProblem(code: number): string {
  if (code === 1) return '手机没有允许使用位置。可以只填地点。'
  if (code === 3) return '一时没有定到位置。可以再试，或只填地点。'
  return '现在得不到位置。可以只填地点。'
}
